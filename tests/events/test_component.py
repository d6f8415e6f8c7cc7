"""The stage as a whole, by clause patterns: types, roles, auxiliaries, times, claims."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.events.component import EventCoder
from dateline.model import (
    Actor,
    ActorKind,
    Auxiliary,
    Basis,
    Certainty,
    Claim,
    Manner,
    Mention,
    MentionKind,
    Source,
    SourceKind,
    Stance,
    Timex,
    TimexType,
    span_of,
)
from tests.events.helpers import coding, events, one, with_claim


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russian forces shelled the town.", "strike.shelling"),
        ("Ukrainian forces retook the village of Robotyne.", "territory.taken"),
        ("Gunmen abducted 20 schoolgirls.", "civilians.abducted"),
        ("Police used tear gas to disperse protesters.", "protest.intervened"),
        ("A suicide bomber blew himself up at a market.", "strike.suicide"),
        ("A mob lynched two men.", "riot.mob"),
        ("Air defences shot down nine drones.", "strike.intercepted"),
        ("The two sides signed a peace agreement.", "politics.agree"),
        ("The bridge was destroyed.", "damage.infrastructure"),
        ("Soldiers raped women in the village.", "civilians.sexual_violence"),
    ],
)
def test_types(text: str, code: str) -> None:
    assert EventCoder()(coding(text)).events[0].type == code


@pytest.mark.parametrize(
    "text",
    [
        "Fans were shelling out hundreds of pounds.",
        "The bombshell report cost her the job.",
        "He suffered a heart attack.",
        "The film about the battle opens on Friday.",
        "The town has a school.",
    ],
)
def test_hard_negatives(text: str) -> None:
    assert events(coding(text)) == ()


@pytest.mark.parametrize(
    ("text", "auxiliary"),
    [
        ("Russian forces captured the town.", Auxiliary.ASSERTED),
        ("Russian forces did not capture the town.", Auxiliary.NEGATED),
        ("Russian forces may capture the town.", Auxiliary.HYPOTHETICAL),
        ("If Russian forces capture the town, the road is open.", Auxiliary.HYPOTHETICAL),
        ("Russian forces will capture the town.", Auxiliary.FUTURE),
        ("Russian forces must capture the town.", Auxiliary.DEMANDED),
    ],
)
def test_auxiliaries(text: str, auxiliary: Auxiliary) -> None:
    assert one(coding(text)).auxiliary is auxiliary


def test_active_and_passive_name_the_same_actor() -> None:
    active = one(coding("Russian forces shelled the town."))
    passive = one(coding("The town was shelled by Russian forces."))
    assert active.actors == passive.actors == ("act-Russian forces",)


def test_an_event_has_place_quantity_and_the_reports_date() -> None:
    made = coding("Russian forces shelled Nikopol, killing two people.", places=("Nikopol",))
    event = one(made)
    assert event.toponyms == ("top-Nikopol",)
    assert [(q.of.value, q.best) for q in event.quantities] == [("killed", 2.0)]
    assert event.time.basis is Basis.DOCUMENT
    assert event.time.earliest == "2022-11-11"


def test_what_has_not_happened_never_gets_the_reports_date() -> None:
    assert one(coding("Russian forces will capture the town.")).time.basis is Basis.UNKNOWN


def test_who_takes_a_place_decides_the_acled_code() -> None:
    own = one(coding("Ukrainian forces captured Lyman.", places=("Lyman",))).codes.acled
    foreign = one(coding("Russian forces captured Lyman.", places=("Lyman",))).codes.acled
    assert own is not None
    assert foreign is not None
    assert own.sub_event_type == "Government regains territory"
    assert foreign.sub_event_type == "Non-state actor overtakes territory"


def _claim(text: str, start: int, stance: Stance) -> Claim:
    return Claim(
        id="clm-1", content=(span_of(text, start, len(text) - 1),),
        source=Source(kind=SourceKind.OFFICE, actor=None, span=span_of(text, 0, 6)), cue=None,
        manner=Manner.INDIRECT, stance=stance, certainty=Certainty.CERTAIN, score=1.0,
    )  # fmt: skip


def test_a_denied_event_is_the_event_negated_by_that_source() -> None:
    text = "Moscow denied that Russian forces had left the town."
    made = with_claim(coding(text), _claim(text, 14, Stance.DENY))
    event = one(made)
    assert event.type == "territory.left"
    assert event.auxiliary is Auxiliary.NEGATED
    assert event.claim == "clm-1"


def test_what_a_denial_takes_for_granted_is_not_denied() -> None:
    text = "Moscow denied the retreat was a humiliation."
    made = with_claim(coding(text), _claim(text, 14, Stance.DENY))
    assert one(made).auxiliary is Auxiliary.ASSERTED


def test_events_without_a_claim_get_the_outlets_own_voice() -> None:
    coded = EventCoder()(coding("The bridge was destroyed."))
    (claim,) = coded.claims
    assert claim.manner is Manner.NARRATION
    assert claim.events == tuple(e.id for e in coded.events)


def test_the_main_event_comes_first() -> None:
    coded = EventCoder()(coding("Protesters marched. Soldiers opened fire on protesters."))
    assert coded.events[0].main
    assert coded.events[0].type == "protest.repressed"
    assert not any(e.main for e in coded.events[1:])


def test_a_repeated_event_links_to_the_first() -> None:
    text = "Russian forces left Kherson. Russian forces withdrew from Kherson, officials said."
    first, second = events(coding(text, places=("Kherson",)))
    assert second.same_as in (first.id, None)


def test_every_slot_says_why() -> None:
    why = one(coding("Russian forces shelled the town.")).why
    assert [line.split(":")[0] for line in why] == [
        "type", "auxiliary", "actors", "recipients", "place", "time",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("Українські військові звільнили місто.", "uk", "territory.taken"),
        ("Войска обстреляли посёлок.", "ru", "strike.shelling"),
    ],
)
def test_other_languages(text: str, lang: str, code: str) -> None:
    assert one(coding(text, lang=lang)).type == code


def test_a_language_without_lexicon_yields_nothing() -> None:
    assert events(coding("Les soldats ont pris la ville.", lang="fr")) == ()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_spans_are_true_on_any_text(text: str) -> None:
    if not text.strip():
        return
    made = coding(text)
    for event in EventCoder()(made).events:
        event.trigger.check(text)
        for quantity in event.quantities:
            quantity.check(text)


def test_a_number_of_who_speaks_or_of_another_source_is_not_the_events() -> None:
    text = "A raid killed nine people, two sources said; the mayor put the toll at 12 killed."
    made = coding(text)

    def told(words: str, source: str, cue: str) -> Claim:
        spans = [span_of(text, text.index(w), text.index(w) + len(w)) for w in (words, source, cue)]
        return Claim(
            id=f"clm-{source}", content=(spans[0],),
            source=Source(kind=SourceKind.UNNAMED, actor=None, span=spans[1]), cue=spans[2],
            manner=Manner.INDIRECT, stance=Stance.ASSERT, certainty=Certainty.CERTAIN,
            score=0.9,
        )  # fmt: skip

    claims = (
        told("A raid killed nine people", "two sources", "said"),
        told("the toll at 12 killed", "the mayor", "put"),
    )
    first = events(replace(made, claims=claims))[0]
    assert [q.best for q in first.quantities] == [9.0]


@pytest.mark.parametrize(
    ("text", "auxiliary"),
    [
        ("Rebels not only shelled the town but also mined the road.", Auxiliary.ASSERTED),
        ("No fewer than five people were killed by rebels.", Auxiliary.ASSERTED),
        ("Rebels have not shelled the town.", Auxiliary.NEGATED),
    ],
)
def test_phrases_with_not_that_deny_nothing(text: str, auxiliary: Auxiliary) -> None:
    assert events(coding(text))[0].auxiliary is auxiliary


@pytest.mark.parametrize(
    ("text", "lang"),
    [("Двох поліцейських убито.", "uk"), ("Мост уничтожен.", "ru"), ("Село захвачено.", "ru")],
)
def test_a_passive_ending_names_no_doer(text: str, lang: str) -> None:
    why = next(w for w in events(coding(text, lang=lang))[0].why if w.startswith("actors"))
    assert why == "actors: not told in its clause"


def test_a_word_in_a_name_tells_no_event() -> None:
    text = "The Popular Mobilization Front seized the airport."
    name = "Popular Mobilization Front"
    actor = Actor(id="act-front", name=name, kind=ActorKind.GROUP, side="pmf", sector="REB")
    at = text.index(name)
    mention = Mention(
        start=at, end=at + len(name), text=name, id="men-1", kind=MentionKind.GROUP, actor=actor.id
    )
    made = replace(coding(text), actors=(actor,), mentions=(mention,))
    assert [event.type for event in events(made)] == ["territory.taken"]


def test_days_in_a_list_are_all_of_them() -> None:
    text = "Russian forces shelled the town on 8 and 9 November."
    made = coding(text)
    days = []
    for words, day in (("8", "2022-11-08"), ("9 November", "2022-11-09")):
        at = text.index(words)
        days.append(
            Timex(start=at, end=at + len(words), text=words, id=f"tmx-{day}", type=TimexType.DATE,
                  value=day, mod=None, earliest=day, latest=day, date_prec=1, basis=Basis.STATED)
        )  # fmt: skip
    event = one(replace(made, timexes=tuple(days)))
    assert (event.time.earliest, event.time.latest) == ("2022-11-08", "2022-11-09")
    assert event.time.date_prec == 2
