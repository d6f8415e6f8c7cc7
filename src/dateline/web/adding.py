"""Reports that are given to the workbench: coded one job after another, beside everything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect
from msgspec import Struct

from dateline.ingest.sources import guarded, parse_bytes, read_inputs
from dateline.model import DatelineError, LedgerError, Reading, ReportError, UsageError
from dateline.pipeline import Settings, run
from dateline.pipeline.unknown import keep_unknown
from dateline.pipeline.upkeep.keeping import keep_current
from dateline.web.answers import page
from dateline.web.desk import Desk
from dateline.web.guard import MOST

MOST_ERRORS = 50
"""Errors that a job keeps word for word."""


class Job(Struct, kw_only=True):
    """What was given, by whom, and what became of it. `state`: waits, works, done, failed."""

    id: str
    name: str
    who: str = ""
    state: str = "waits"
    coded: int = 0
    outcomes: dict[str, int] = {}
    errors: list[str] = []


class Adder:
    """Codes what is given into a desk's ledger, one job at a time, in a thread of its own."""

    def __init__(self, desk: Desk, settings: Settings | None = None) -> None:
        self.desk = desk
        self.settings = settings or Settings()
        self.jobs: dict[str, Job] = {}
        self._queue: SimpleQueue[tuple[Job, Iterable[Reading | ReportError]]] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def add(self, name: str, inputs: Iterable[Reading | ReportError]) -> Job:
        """Puts inputs behind those that wait."""
        with self._lock:
            job = Job(id=str(len(self.jobs) + 1), name=name, who=self.desk.user.name)
            self.jobs[job.id] = job
            self._queue.put((job, inputs))
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, daemon=True)
                self._thread.start()
        return job

    def _work(self) -> None:
        while True:
            job, inputs = self._queue.get()
            job.state = "works"
            try:
                self._fill(job, inputs)
                job.state = "done"
            except DatelineError as error:
                job.errors.append(str(error))
                job.state = "failed"

    def _fill(self, job: Job, inputs: Iterable[Reading | ReportError]) -> None:
        found: Counter[str] = Counter()
        with self.desk.open(who=job.who) as opened:
            opened.action_log().keep("reports.given", name=job.name)
            unknown = keep_unknown(
                opened, inputs, self.settings.program(),
                on_known=lambda: found.update(["known"]),
            )  # fmt: skip
            coded = run(unknown, self.settings)
            pairs = ((r.reading, r.coding) for r in self._results(coded, job, found))
            for outcome in opened.add_all(pairs, program=self.settings.program()):
                if isinstance(outcome, ReportError):
                    keep_error(job, outcome, found)
                else:
                    found[outcome.value] += 1
                job.outcomes = dict(found)
            keep_current(opened)
        job.outcomes = dict(found)

    def _results(self, results: Iterable[Any], job: Job, found: Counter[str]) -> Iterator[Any]:
        for result in results:
            if isinstance(result, ReportError):
                keep_error(job, result, found)
            else:
                job.coded += 1
                yield result


def keep_error(job: Job, error: ReportError, found: Counter[str]) -> None:
    """Counts a report that failed; the first errors are kept word for word."""
    found["failed"] += 1
    if len(job.errors) < MOST_ERRORS:
        job.errors.append(str(error))


class Given(Struct, kw_only=True):
    """What a form sends: files, an address of a page or feed, or a text."""

    files: list[UploadFile] = []
    address: str = ""
    text: str = ""


def adder_of(state: State) -> Adder:
    """The adder of the application."""
    adder: Adder = state.adder
    return adder


Form = Annotated[Given, Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/add")
async def add_page(state: State) -> Response[Any]:
    """Where files, an address or a text are given, and what became of those before."""
    return page("add", jobs=list(reversed(adder_of(state).jobs.values())))


@post("/add", request_max_body_size=MOST)
async def add_reports(state: State, data: Form) -> Redirect:
    """Takes what was given and leads to its job."""
    adder = adder_of(state)
    made: list[Job] = []
    for file in data.files:
        content = await file.read()
        if content:
            name = file.filename or "file"
            made.append(adder.add(name, guarded(parse_bytes(content, name), name)))
    address = data.address.strip()
    if address:
        if not address.startswith(("http://", "https://")):
            raise UsageError("an address begins with http:// or https://", remedy="correct it")
        made.append(adder.add(address, read_inputs([address])))
    if data.text.strip():
        made.append(
            adder.add(
                "text", guarded(parse_bytes(data.text.encode("utf-8", "replace"), "text"), "text")
            )
        )
    if not made:
        raise UsageError("nothing was given", remedy="choose a file, an address or a text")
    return Redirect(f"/jobs/{made[-1].id}", status_code=303)


@get("/jobs/{name:str}", sync_to_thread=True)
def show_job(state: State, name: FromPath[str]) -> Response[Any]:
    """How far a job is."""
    return page("job", job=find_job(state, name))


@get("/api/v1/jobs/{name:str}", sync_to_thread=True)
def one_job(state: State, name: FromPath[str]) -> Job:
    """How far a job is."""
    return find_job(state, name)


def find_job(state: State, name: str) -> Job:
    """A job by its number; LedgerError where there is none since the start."""
    job = adder_of(state).jobs.get(name)
    if job is None:
        raise LedgerError(f"there is no job {name!r}", remedy="jobs are of this start alone")
    return job


HANDLERS = (add_page, add_reports, show_job, one_job)
