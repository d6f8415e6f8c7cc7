"""A package proves itself: every byte of it that is changed, lost or put in is found and named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.api.custody import find_subject, gather_custody
from dateline.api.evidence_package import package_of, write_package
from dateline.api.package_check import check_package, read_package
from dateline.api.stamping import ask_stamp
from dateline.ingest.warc import read_wacz
from dateline.model import LedgerError, Reading, ReportError, TargetKind, Verdict
from dateline.publish.custody_page import custody_page
from dateline.publish.exports.wacz import digest_of
from dateline.store import Ledger, open_ledger
from tests.api.stamp_authority import ADDRESS, Authority, needs_openssl
from tests.store.records import Ticking, coding, reading

pytestmark = needs_openssl
pytest.importorskip("warcio")
PAGE = "https://weir.example/1"


class Made:
    """A package, the root of who stamped it, and the claim that it is of."""

    def __init__(self, folder: Path) -> None:
        authority = Authority(folder / "tsa")
        self.root = authority.root
        self.path = folder / "a.wacz"
        self.place = folder / "some.sqlite"
        with open_ledger(self.place, clock=Ticking(), who="Ana") as ledger:
            fill(ledger)
            ask_stamp(ledger, ADDRESS, private=True, transport=authority.transport())
            self.claim = claim_of(1)
            write_package(ledger, self.claim, self.path)
        self.files = read_package(self.path)

    def wrong(self, files: dict[str, bytes]) -> list[str]:
        """What a check says of some files."""
        return [f"{one.record}: {one.what}" for one in check_package(files, [self.root])]


def fill(ledger: Ledger) -> None:
    """Two reports, a judgement that was withdrawn, one that holds, and one on another claim."""
    for n in (1, 2):
        read = reading(n, location=f"https://weir.example/{n}")
        read = replace(read, original=replace(read.original, fetched="2022-11-12T08:00:00Z"))
        ledger.add(read, coding(read.report), program=f"dateline {n}")
        ledger.add(read, coding(read.report), program=f"dateline {n}.1")
    kind, right = TargetKind.CLAIM, Verdict.RIGHT
    first = ledger.judge(kind, claim_of(1), Verdict.WRONG, author="Bo", reason="misread")
    ledger.withdraw(first.id)
    ledger.judge(kind, claim_of(1), right, author="Ana", reason="<script>alert(1)</script>")
    ledger.judge(kind, claim_of(2), right, author="Cem")


def claim_of(n: int) -> str:
    return coding(reading(n).report).claims[0].id


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("package"))


def test_a_package_tells_the_whole_chain_and_no_more(made: Made) -> None:
    custody = json.loads(made.files["evidence/custody.json"])
    assert (custody["kind"], custody["record"]) == ("claim", made.claim)
    (report,) = custody["reports"]
    assert [one["program"] for one in report["read_by"]] == ["dateline 1", "dateline 1.1"]
    assert report["read_by"][0]["superseded_at"] == report["read_by"][1]["recorded_at"]
    (original,) = custody["originals"]
    (seen,) = original["seen"]
    assert (seen["location"], seen["fetched"]) == (PAGE, "2022-11-12T08:00:00Z")
    assert seen["proof"]["stamp"] == custody["stamps"][0]["id"]
    judged = custody["judgements"]
    assert [(one["author"], one["verdict"]) for one in judged] == [
        ("Bo", "wrong"),
        ("Ana", "right"),
    ]
    assert [one["withdrawn_at"] is None for one in judged] == [False, True]
    whole = [one for one in custody["audit"] if one.get("action")]
    assert "Cem" not in made.files["evidence/custody.json"].decode()
    assert [one["action"] for one in whole if one["action"].startswith("judgement")] == [
        "judgement.made", "judgement.withdrawn", "judgement.made",
    ]  # fmt: skip
    assert made.wrong(made.files) == []


def test_players_and_our_own_reader_open_it(made: Made) -> None:
    (read,) = read_wacz(made.path.read_bytes(), where="a.wacz")
    assert isinstance(read, Reading | ReportError)
    with zipfile.ZipFile(made.path) as archive:
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
    assert [one["url"] for one in pages[1:]] == [PAGE]


def test_its_hash_is_in_the_audit_of_the_ledger(made: Made) -> None:
    with open_ledger(made.place) as ledger:
        head = ledger.action_log().head()
        assert head is not None
        assert head.action == "archive.packaged"
        assert head.detail["sha256"] == sha256(made.path.read_bytes()).hexdigest()


def test_every_file_that_is_changed_lost_or_put_in_is_named(made: Made) -> None:
    for name, data in made.files.items():
        if not data:
            continue
        middle = len(data) // 2
        changed = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        assert any(name in line for line in made.wrong({**made.files, name: changed})), name
        if name.startswith(("datapackage", "evidence/custody.json")):
            continue
        left = {key: value for key, value in made.files.items() if key != name}
        assert f"{name}: is lost" in made.wrong(left)
    assert "evidence/x.txt: was put in" in made.wrong({**made.files, "evidence/x.txt": b"x"})


def reseal(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a datapackage that vouches for them: what a forger would do."""
    package = json.loads(files["datapackage.json"])
    for one in package["resources"]:
        one["hash"] = f"sha256:{sha256(files[one['path']]).hexdigest()}"
    said = json.dumps(package).encode()
    return {**files, "datapackage.json": said, "datapackage-digest.json": digest_of(said)}


def forged(made: Made, change: Callable[[dict], None]) -> list[str]:  # type: ignore[type-arg]
    custody = json.loads(made.files["evidence/custody.json"])
    change(custody)
    said = json.dumps(custody).encode()
    return made.wrong(reseal({**made.files, "evidence/custody.json": said}))


FORGERIES: list[tuple[Callable[[dict], object], str]] = [  # type: ignore[type-arg]
    (lambda c: c["originals"][0]["seen"][0].update(fetched="1999"), "is told otherwise than it w"),
    (lambda c: c["originals"][0]["seen"][0].update(location="https://x.example/"), "is told othe"),
    (lambda c: c["originals"][0]["seen"][0]["proof"]["seal"].update(at="1999"), "a seal that is"),
    (lambda c: c["originals"][0]["seen"][0]["proof"]["sighting"].update(fetched="1"), "is told"),
    (lambda c: c["originals"][0]["seen"][0]["proof"].update(seal_path=[]), "is not under the"),
    (lambda c: c["originals"][0].update(sha256="ab" * 32), "is not the bytes that its hash says"),
    (lambda c: c["judgements"][1].update(verdict="wrong"), "its id is not that of its content"),
    (lambda c: c["judgements"][1].update(reason="sure"), "its id is not that of its content"),
    (lambda c: c["judgements"][0].update(withdrawn_at=None), "is withdrawn at another time"),
    (lambda c: c["judgements"][1].update(actions=[]), "was made by nobody that the audit knows"),
    (lambda c: next(a for a in c["audit"] if a.get("who")).update(who="Eve"), "is not as it was w"),
    (lambda c: c["audit"].pop(2), "does not follow the action before"),
    (lambda c: c["claims"][0].update(stance="deny"), "is told otherwise than it was read"),
    (lambda c: c["claims"][0]["words"][0].update(text="Nobody"), "rests on 'Nobody', which does"),
    (lambda c: c["reports"][0].update(outlet="The Forger"), "says another outlet than its file"),
    (lambda c: c["stamps"][0].update(time="1999-01-01T00:00:00+00:00"), "is told of 1999"),
    (lambda c: c.update(title="Another"), "tells something else than custody.json"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), FORGERIES)
def test_a_forger_who_vouches_for_the_forgery_is_found(
    made: Made, change: Callable[[dict], None], told: str  # type: ignore[type-arg]
) -> None:  # fmt: skip
    found = forged(made, change)
    assert any(told in line for line in found), found


def test_a_stamp_of_another_authority_is_not_believed(made: Made, tmp_path: Path) -> None:
    other = Authority(tmp_path / "other")
    (found,) = check_package(made.files, [other.root])
    assert "is not believed" in found.what


def test_the_page_runs_nothing_and_shows_the_words(made: Made) -> None:
    page = made.files["evidence/custody.html"].decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src 'none'" in page
    assert "soldiers had left Kherson" in page


def test_reports_events_incidents_and_cases_have_packages_too(made: Made) -> None:
    with open_ledger(made.place, who="Ana") as ledger:
        book = ledger.case_book()
        case = book.make_case("The retreat")
        book.add_item(case.id, "claim", made.claim, claims=[made.claim])
        one = coding(reading(1).report)
        report = find_subject(ledger, one.report.id)
        assert len(gather_custody(ledger, report).claims) == len(one.claims)
        event = find_subject(ledger, one.events[0].id)
        assert event.claims == {one.events[0].claim}
        of_case = find_subject(ledger, "The retreat")
        assert (of_case.kind, of_case.claims) == ("case", {made.claim})
        for subject in (report, event, of_case):
            data, _ = package_of(ledger, subject)
            assert data == package_of(ledger, subject)[0]
        with pytest.raises(LedgerError, match="holds no record and no case"):
            find_subject(ledger, "nothing")


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    with pytest.raises(LedgerError, match="cannot be read"):
        read_package(path)
    path.write_bytes(b"PK nothing")
    with pytest.raises(LedgerError, match="is no package, or is damaged"):
        read_package(path)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as other:
        other.writestr("a", b"b")
    path.write_bytes(file.getvalue())
    with pytest.raises(LedgerError, match="is no package of evidence"):
        read_package(path)


def test_the_page_of_hostile_words_holds_none_of_their_markup(made: Made) -> None:
    with open_ledger(made.place) as ledger:
        custody = gather_custody(ledger, find_subject(ledger, made.claim))
    hostile = replace(custody, title='<img src=x onerror=alert(1)>"\u202e')
    page = custody_page(hostile)
    assert "<img" not in page
    assert "\u202e" not in page
