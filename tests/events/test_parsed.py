"""Roles and scope by the parse, on trees written by hand."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.events.lexicon import lexicon
from dateline.events.lines import line_of
from dateline.events.tree import Tree
from dateline.model import Auxiliary, Certainty, Claim, Manner, Source, SourceKind, Stance, span_of
from tests.events.helpers import events, one, parsed, toponym


def test_subject_and_object_of_an_active_verb() -> None:
    event = one(
        parsed(
            "Russian forces captured the town.",
            "Russian/ADJ/2/amod forces/NOUN/3/nsubj captured/VERB/0/root the/DET/5/det "
            "town/NOUN/3/obj ./PUNCT/3/punct",
        )
    )
    assert event.type == "territory.taken"
    assert event.actors == ("act-Russian forces",)


def test_agent_of_a_passive_verb() -> None:
    event = one(
        parsed(
            "The town was captured by Russian forces.",
            "The/DET/2/det town/NOUN/4/nsubj:pass was/AUX/4/aux:pass captured/VERB/0/root "
            "by/ADP/7/case Russian/ADJ/7/amod forces/NOUN/4/obl:agent ./PUNCT/4/punct",
        )
    )
    assert event.actors == ("act-Russian forces",)


def test_a_modal_on_a_light_verb_stands_over_its_noun() -> None:
    event = one(
        parsed(
            "Russian forces may launch an offensive.",
            "Russian/ADJ/2/amod forces/NOUN/4/nsubj may/AUX/4/aux launch/VERB/0/root an/DET/6/det "
            "offensive/NOUN/4/obj ./PUNCT/4/punct",
        )
    )
    assert event.auxiliary is Auxiliary.HYPOTHETICAL
    assert event.actors == ("act-Russian forces",)


def test_a_predicate_that_rules_it_out() -> None:
    event = one(
        parsed(
            "An assault on Odesa is impossible.",
            "An/DET/2/det assault/NOUN/6/nsubj on/ADP/4/case Odesa/PROPN/2/nmod is/AUX/6/cop "
            "impossible/ADJ/0/root ./PUNCT/6/punct",
        )
    )
    assert event.auxiliary is Auxiliary.HYPOTHETICAL


def test_no_before_the_subject_negates() -> None:
    event = one(
        parsed(
            "No soldiers were captured.",
            "No/DET/2/det soldiers/NOUN/4/nsubj:pass were/AUX/4/aux:pass captured/VERB/0/root "
            "./PUNCT/4/punct",
        )
    )
    assert event.auxiliary is Auxiliary.NEGATED


def test_an_order_is_demanded_of_its_object() -> None:
    found = events(
        parsed(
            "He ordered rebels to surrender.",
            "He/PRON/2/nsubj ordered/VERB/0/root rebels/NOUN/2/obj to/PART/5/mark "
            "surrender/VERB/2/xcomp ./PUNCT/2/punct",
        )
    )
    (event,) = [e for e in found if e.type == "force.captured"]
    assert event.auxiliary is Auxiliary.DEMANDED
    assert event.actors == ("act-rebels",)


def test_a_relative_clause_gives_its_noun() -> None:
    found = events(
        parsed(
            "The rebels who seized the dam fled.",
            "The/DET/2/det rebels/NOUN/7/nsubj who/PRON/4/nsubj seized/VERB/2/acl:relcl "
            "the/DET/6/det dam/NOUN/4/obj fled/VERB/0/root ./PUNCT/7/punct",
        )
    )
    assert [e.type for e in found] == ["territory.taken", "territory.left"]
    assert all(e.actors == ("act-rebels",) for e in found)


def test_the_only_one_to_have_been_is_background() -> None:
    event = one(
        parsed(
            "It is the only city captured since 2014.",
            "It/PRON/5/nsubj is/AUX/5/cop the/DET/5/det only/ADJ/5/amod city/NOUN/0/root "
            "captured/VERB/5/acl since/ADP/8/case 2014/NUM/6/obl ./PUNCT/5/punct",
        )
    )
    assert event.auxiliary is Auxiliary.HISTORICAL


def test_who_denies_its_own_deed_is_its_actor() -> None:
    text = "Russian forces denied having captured the town."
    made = parsed(
        text,
        "Russian/ADJ/2/amod forces/NOUN/3/nsubj denied/VERB/0/root having/AUX/5/aux "
        "captured/VERB/3/ccomp the/DET/7/det town/NOUN/5/obj ./PUNCT/3/punct",
    )
    claim = Claim(
        id="clm-1", content=(span_of(text, 22, 46),),
        source=Source(kind=SourceKind.PARTY, actor="act-Russian forces",
                      span=span_of(text, 0, 14)),
        cue=span_of(text, 15, 21), manner=Manner.INDIRECT, stance=Stance.DENY,
        certainty=Certainty.CERTAIN, score=0.9,
    )  # fmt: skip
    event = one(replace(made, claims=(claim,)))
    assert (event.auxiliary, event.actors) == (Auxiliary.NEGATED, ("act-Russian forces",))


def test_clauses_with_a_time_of_their_own() -> None:
    made = parsed(
        "Rebels who fled in May took the town.",
        "Rebels/NOUN/6/nsubj who/PRON/3/nsubj fled/VERB/1/acl:relcl in/ADP/5/case May/PROPN/3/obl "
        "took/VERB/0/root the/DET/8/det town/NOUN/6/obj ./PUNCT/6/punct",
    )
    words = lexicon("en")
    assert words is not None
    analysis = made.linguistics()
    tree = Tree.of(line_of(made.report.text, analysis, 0, words, []), analysis)
    assert tree.apart(5, frozenset()) == {1, 2, 3, 4}
    assert tree.apart(2, frozenset()) == set()


def test_whose_murder_it_is_it_befell_unless_they_bear_arms() -> None:
    tree = "murder/NOUN/5/nsubj shocked/VERB/0/root many/ADJ/5/obj ./PUNCT/5/punct"
    civil = one(
        parsed(
            "The teacher's murder shocked many.",
            f"The/DET/2/det teacher/NOUN/4/nmod:poss 's/PART/2/case {tree}",
        )
    )
    armed = one(
        parsed(
            "Russian forces' murder shocked many.",
            "Russian/ADJ/2/amod forces/NOUN/4/nmod:poss '/PART/2/case " + tree,
        )
    )
    assert (civil.type, civil.actors) == ("civilians.attacked", ())
    assert armed.actors == ("act-Russian forces",)


def test_a_bare_subject_in_a_relative_clause() -> None:
    event = one(
        parsed(
            "Ashford is the only town Russian forces seized.",
            "Ashford/PROPN/5/nsubj is/AUX/5/cop the/DET/5/det only/ADJ/5/amod town/NOUN/0/root "
            "Russian/ADJ/7/amod forces/NOUN/5/nmod seized/VERB/5/acl ./PUNCT/5/punct",
        )
    )
    assert event.actors == ("act-Russian forces",)


def test_a_deed_whose_inquiry_is_demanded_happened() -> None:
    text = "Priests want them to begin an inquiry into the murder of a teacher."
    made = parsed(
        text,
        "Priests/NOUN/2/nsubj want/VERB/0/root them/PRON/2/obj to/PART/5/mark begin/VERB/2/xcomp "
        "an/DET/7/det inquiry/NOUN/5/obj into/ADP/10/case the/DET/10/det murder/NOUN/5/obl "
        "of/ADP/13/case a/DET/13/det teacher/NOUN/10/nmod ./PUNCT/2/punct",
    )
    claim = Claim(
        id="clm-1", content=(span_of(text, 13, 66),),
        source=Source(kind=SourceKind.PARTY, actor=None, span=span_of(text, 0, 7)),
        cue=span_of(text, 8, 12), manner=Manner.INDIRECT, stance=Stance.DEMAND,
        certainty=Certainty.CERTAIN, score=0.9,
    )  # fmt: skip
    found = events(replace(made, claims=(claim,)))
    assert [(e.type, e.auxiliary) for e in found if e.type == "civilians.attacked"] == [
        ("civilians.attacked", Auxiliary.ASSERTED)
    ]


def test_a_joined_participle_names_holder_and_place() -> None:
    event = one(
        parsed(
            "Residents of rebel-held Ashford slept.",
            "Residents/NOUN/7/nsubj of/ADP/6/case rebel/NOUN/5/compound -/PUNCT/6/punct "
            "held/VERB/6/amod Ashford/PROPN/1/nmod slept/VERB/0/root ./PUNCT/7/punct",
            toponyms=(toponym("Residents of rebel-held Ashford slept.", "Ashford"),),
        )
    )
    assert (event.type, event.toponyms) == ("territory.held", ("top-Ashford",))
    assert "actors: rebel" in event.why


def test_an_occupied_town_is_not_taken_by_being_called_so() -> None:
    tree = "Rockets/NOUN/2/nsubj hit/VERB/0/root occupied/VERB/4/amod Kherson/PROPN/2/obj"
    made = parsed("Rockets hit occupied Kherson", tree)
    placed = replace(made, toponyms=(toponym("Rockets hit occupied Kherson", "Kherson"),))
    assert [event.type for event in events(placed)] == ["strike.shelling"]


def test_whom_a_demand_names_shall_act() -> None:
    text = "He called on Russian forces to withdraw from Kherson."
    made = parsed(
        text,
        "He/PRON/2/nsubj called/VERB/0/root on/ADP/5/case Russian/ADJ/5/amod forces/NOUN/2/obl "
        "to/PART/7/mark withdraw/VERB/2/xcomp from/ADP/9/case Kherson/PROPN/7/obl ./PUNCT/2/punct",
    )
    left = next(e for e in events(made) if e.type == "territory.left")
    assert (left.actors, left.auxiliary) == (("act-Russian forces",), Auxiliary.DEMANDED)


def test_whom_an_accusation_names_did_it() -> None:
    made = parsed(
        "He accused Russian forces of shelling Kherson.",
        "He/PRON/2/nsubj accused/VERB/0/root Russian/ADJ/4/amod forces/NOUN/2/obj of/SCONJ/6/mark "
        "shelling/VERB/2/advcl Kherson/PROPN/6/obj ./PUNCT/2/punct",
    )
    shelled = next(e for e in events(made) if e.type == "strike.shelling")
    assert shelled.actors == ("act-Russian forces",)


def test_who_gets_what_is_sent() -> None:
    made = parsed(
        "Ukrainian forces sent food to rebels.",
        "Ukrainian/ADJ/2/amod forces/NOUN/3/nsubj sent/VERB/0/root food/NOUN/3/obj to/ADP/6/case "
        "rebels/NOUN/3/obl ./PUNCT/3/punct",
    )
    event = one(made)
    assert (event.type, event.recipients) == ("politics.aid", ("act-rebels",))


def _said(text: str, tree: str, cue: tuple[int, int], content: tuple[int, int]) -> Auxiliary:
    claim = Claim(
        id="clm-1", content=(span_of(text, *content),),
        source=Source(kind=SourceKind.PARTY, actor=None, span=None),
        cue=span_of(text, *cue), manner=Manner.INDIRECT, stance=Stance.ASSERT,
        certainty=Certainty.CERTAIN, score=0.9,
    )  # fmt: skip
    return one(replace(parsed(text, tree), claims=(claim,))).auxiliary


def test_what_nobody_has_said_yet_did_not_happen_by_that() -> None:
    will = _said(
        "Moscow will declare that Russian forces captured the town.",
        "Moscow/PROPN/3/nsubj will/AUX/3/aux declare/VERB/0/root that/SCONJ/7/mark "
        "Russian/ADJ/6/amod forces/NOUN/7/nsubj captured/VERB/3/ccomp the/DET/9/det "
        "town/NOUN/7/obj ./PUNCT/3/punct",
        (12, 19), (20, 57),
    )  # fmt: skip
    assert will is Auxiliary.HYPOTHETICAL
    can = _said(
        "We can confirm that Russian forces captured the town.",
        "We/PRON/3/nsubj can/AUX/3/aux confirm/VERB/0/root that/SCONJ/7/mark "
        "Russian/ADJ/6/amod forces/NOUN/7/nsubj captured/VERB/3/ccomp the/DET/9/det "
        "town/NOUN/7/obj ./PUNCT/3/punct",
        (7, 14), (15, 52),
    )  # fmt: skip
    assert can is Auxiliary.ASSERTED


def placed(text: str, tree: str, *names: str) -> list[tuple[str, ...]]:
    """The places of each event of a text."""
    made = replace(parsed(text, tree), toponyms=tuple(toponym(text, name) for name in names))
    return [event.toponyms for event in events(made)]


TOLD = (
    "Russian/ADJ/2/amod forces/NOUN/3/nsubj captured/VERB/7/ccomp Lyman/PROPN/3/obj "
    ",/PUNCT/7/punct officials/NOUN/7/nsubj said/VERB/0/root in/ADP/9/case "
)


def test_where_a_speaker_spoke_is_not_where_it_was_though_hung_on_the_deed() -> None:
    text = "Russian forces captured Lyman, officials said in Kyiv."
    tree = TOLD + "Kyiv/PROPN/3/obl ./PUNCT/7/punct"
    assert placed(text, tree, "Lyman", "Kyiv") == [("top-Lyman",)]
    assert placed(text, tree, "Kyiv") == [()]


def test_what_a_speaker_did_next_is_not_where_it_was() -> None:
    text = "Russian forces captured Lyman, officials said in Kyiv before they flew to Paris."
    tree = TOLD + (
        "Kyiv/PROPN/7/obl before/SCONJ/12/mark they/PRON/12/nsubj flew/VERB/3/advcl "
        "to/ADP/14/case Paris/PROPN/12/obl ./PUNCT/7/punct"
    )
    assert placed(text, tree, "Lyman", "Kyiv", "Paris")[0] == ("top-Lyman",)


def test_what_follows_an_inserted_saying_is_still_of_the_deed() -> None:
    text = "Russian forces captured positions, officials said, in Lyman."
    tree = (
        "Russian/ADJ/2/amod forces/NOUN/3/nsubj captured/VERB/7/ccomp positions/NOUN/3/obj "
        ",/PUNCT/7/punct officials/NOUN/7/nsubj said/VERB/0/root ,/PUNCT/7/punct "
        "in/ADP/10/case Lyman/PROPN/3/obl ./PUNCT/7/punct"
    )
    assert placed(text, tree, "Lyman") == [("top-Lyman",)]
