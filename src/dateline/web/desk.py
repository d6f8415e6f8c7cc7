"""What the workbench works on: a ledger, and everything that follows from it, kept while it holds.

Invariant: nothing is shown that is older than the ledger's last change, but a review card that was
made before the judgement on another one, and a page that says so (`Desk.shown`) while what follows
from a judgement takes longer to work out than a reader waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from contextvars import ContextVar
from threading import Lock, Thread
from time import monotonic

from msgspec import Struct
from msgspec.structs import replace

from dateline.control.atlas import Atlas
from dateline.model import (
    Coding,
    Contradiction,
    Judgement,
    LedgerError,
    TargetKind,
    UsageError,
    Verdict,
)
from dateline.pipeline.derive import Derived
from dateline.pipeline.following import Following
from dateline.pipeline.learning import Learned, read_learned
from dateline.pipeline.names import with_shared_names
from dateline.pipeline.standing import standing
from dateline.pipeline.territory import Told, territory
from dateline.publish.control_layer import ControlLayer
from dateline.publish.disputes import Point, points_of
from dateline.publish.face import ENGLISH, face, speaking
from dateline.publish.gathered import IncidentView, incidents_of
from dateline.publish.labels import side_name
from dateline.publish.views import Views, views_of
from dateline.store import ClaimantMap, Ledger, Role, User, open_ledger
from dateline.web.identity import current_user

CASE, JUDGEMENT = "case", "judgement"
"""Kinds of what is written: nothing follows from the one, and from the other what may wait."""
BEHIND: ContextVar[bool] = ContextVar("behind", default=False)


def is_behind() -> bool:
    """Whether the page at hand shows what followed before the last judgement."""
    return BEHIND.get()


class NotYours(UsageError):
    """Somebody may not do this to what another has done."""


class Snapshot(Struct, frozen=True, kw_only=True):
    """Everything that follows from a ledger as it stood at `changed`, after its transaction `seq`;
    `perhaps`: contradictions too unsure to be shown, and worth a decision of a person; `told`,
    `maps`: what control rests on."""

    changed: str | None
    seq: int = 0
    codings: Mapping[str, Coding]
    views: Views
    derived: Derived
    points: tuple[Point, ...]
    disputes: Mapping[str, Contradiction]
    perhaps: Mapping[str, Contradiction]
    incidents: tuple[IncidentView, ...]
    layer: ControlLayer | None
    told: Told
    maps: tuple[ClaimantMap, ...] = ()
    judgements: tuple[Judgement, ...]
    learned: Learned | None = None

    def holds(self, opened: Ledger) -> bool:
        """Whether this still follows from the ledger; from cases nothing does."""
        return self.written_since(opened) <= {CASE} and self.learned == read_learned(opened)

    def atlas(self) -> Atlas:
        """Control of all places over time, with its evidence and all that was left out."""
        return territory(
            list(self.codings.values()), maps=self.maps, judgements=self.judgements, told=self.told
        )

    def written_since(self, opened: Ledger) -> set[str]:
        """The kinds of what was written into the ledger since."""
        if opened.latest_change() == self.seq:
            return set()
        return {change.kind for change in opened.changes(self.seq)}


class Desk:
    """A ledger with what follows from it; safe to use from several threads. `patience`: seconds
    that a page waits for what follows from a judgement; None: as long as it takes."""

    def __init__(
        self, ledger: str, *, author: str, kept: Snapshot | None = None,
        patience: float | None = None,
    ) -> None:  # fmt: skip
        self.ledger = ledger
        self.author = author
        self.patience = patience
        self._making = Lock()
        self._kept = kept
        self._spoken: dict[str, tuple[Snapshot, Snapshot]] = {}
        self._speaking = Lock()
        self._asking = Lock()
        self._work: Future[Snapshot] | None = None

    @property
    def owner(self) -> User:
        """Who serves this desk, and may do everything."""
        return User(name=self.author, role=Role.OWNER)

    @property
    def user(self) -> User:
        """Who is at work: who the request at hand is of, or the owner."""
        return current_user() or self.owner

    def open(self, *, who: str | None = None, seconds: float | None = None) -> Ledger:
        """The ledger, to be closed by whoever asked for it; LedgerError where it is gone.

        `who`: whose actions the audit keeps, without it those of who is at work; `seconds`: how
        long one query may take."""
        name = who or self.user.name
        return open_ledger(self.ledger, create=False, who=name, seconds=seconds)

    def has_users(self) -> bool:
        """Whether others than the owner may come in."""
        with self.open(who=self.author) as opened:
            return bool(opened.user_book().users())

    def find_holder(self, token: str) -> User | None:
        """Whose token this is; None: nobody's."""
        try:
            with self.open(who=self.author) as opened:
                return opened.user_book().holder(token)
        except LedgerError:
            return None

    def snapshot(self, *, stale: bool = False) -> Snapshot:
        """What follows from the ledger now; `stale`: what followed before will do."""
        kept = self._kept
        return self.in_tongue(kept if stale and kept is not None else self._now())

    def _now(self) -> Snapshot:
        with self._making, self.open() as opened:
            if self._kept is None or not self._kept.holds(opened):
                self._kept = take_snapshot(opened)
            return self._kept

    def shown(self) -> Snapshot:
        """What a page shows: what follows now, or, where a judgement alone changed that and it
        takes longer than a reader waits, what followed before. `is_behind` then says so."""
        return self.in_tongue(self._shown())

    def _shown(self) -> Snapshot:
        kept = self._kept
        if kept is None or self.patience is None:
            return self._now()
        end = monotonic() + self.patience
        while True:
            with self.open() as opened:
                if kept.holds(opened):
                    return kept
                if not kept.written_since(opened) <= {CASE, JUDGEMENT}:
                    return self._now()
            try:
                kept = self.soon().result(max(0.0, end - monotonic()))
            except TimeoutError:
                BEHIND.set(True)
                return kept

    def in_tongue(self, taken: Snapshot) -> Snapshot:
        """The same in the words of the language that is spoken now, made once a language."""
        lang = face().lang
        if lang == ENGLISH:
            return taken
        with self._speaking:
            if lang not in self._spoken or self._spoken[lang][0] is not taken:
                self._spoken[lang] = (taken, speak_snapshot(taken))
            return self._spoken[lang][1]

    def taken_for(self, suffix: str) -> Snapshot:
        """What a page shows; programs, who ask for a twin, wait for what follows now."""
        return self.snapshot() if suffix else self.shown()

    def soon(self) -> Future[Snapshot]:
        """What follows from the ledger now, once it is worked out."""
        with self._asking:
            if self._work is None or self._work.done():
                self._work = Future()
                work = (self._work,)
                Thread(target=self._fill, args=work, daemon=True, name="dateline-derive").start()
            return self._work

    def _fill(self, work: Future[Snapshot]) -> None:
        work.set_running_or_notify_cancel()
        try:
            taken = self._now()
            for lang in list(self._spoken):
                with speaking(lang):
                    self.in_tongue(taken)
            work.set_result(taken)
        except Exception as error:
            work.set_exception(error)

    def judge(
        self, kind: TargetKind, target: str, verdict: Verdict,
        *, other: str | None = None, reason: str | None = None,
    ) -> Judgement:  # fmt: skip
        """Keeps a decision of who is at work."""
        with self.open() as opened:
            return opened.judge(
                kind, target, verdict, author=self.user.name, other=other, reason=reason
            )

    def withdraw(self, judgement: str) -> Judgement:
        """Takes a decision back; it stays in the ledger with the time of that. NotYours: it is
        another's, and who is at work is no editor."""
        with self.open() as opened:
            if not self.user.role.includes(Role.EDITOR):
                known = [j for j in opened.judgements() if j.id.startswith(judgement)]
                if any(j.author != self.user.name for j in known):
                    raise NotYours("that decision is another's", remedy="ask an editor")
            return opened.withdraw(judgement)


def speak_snapshot(taken: Snapshot) -> Snapshot:
    """The same with everything that is in words in the language that is spoken now."""
    views = views_of(
        standing(list(taken.codings.values()), taken.judgements), incidents=taken.derived.incidents,
        origins=taken.derived.origins, judgements=taken.judgements,
    )  # fmt: skip
    layer = taken.layer and replace(
        taken.layer, sides=tuple((side, side_name(side)) for side, _ in taken.layer.sides)
    )
    found = [d for d in taken.derived.contradictions if not d.perhaps]
    return replace(
        taken, views=views, points=tuple(points_of(views, found)), layer=layer,
        incidents=tuple(incidents_of(views)),
    )  # fmt: skip


def take_snapshot(opened: Ledger) -> Snapshot:
    """Reads the whole ledger and derives everything from it, in English words."""
    with speaking(ENGLISH):
        return _take(opened)


def _take(opened: Ledger) -> Snapshot:
    changed, seq = opened.changed_at(), opened.latest_change()
    following = Following(opened)
    judgements = following.judgements
    codings = with_shared_names(following.codings)
    kept = standing(codings, judgements)
    derived = following.derived
    views = views_of(
        kept, incidents=derived.incidents, origins=derived.origins, judgements=judgements
    )
    found = [d for d in derived.contradictions if not d.perhaps]
    return Snapshot(
        changed=changed,
        seq=seq,
        codings={coding.report.id: coding for coding in codings},
        views=views,
        derived=derived,
        points=tuple(points_of(views, found)),
        disputes={d.id: d for d in found if all(c in views.by_id for c in d.claims)},
        perhaps={d.id: d for d in derived.contradictions if d.perhaps},
        incidents=tuple(incidents_of(views)),
        layer=following.layer(),
        told=following.told,
        maps=tuple(following.maps),
        judgements=tuple(judgements),
        learned=following.learned,
    )
