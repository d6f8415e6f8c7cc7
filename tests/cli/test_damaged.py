"""A damaged ledger: every command says so in one line, and `check` finds what is wrong."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from dateline.model import TargetKind, Verdict
from dateline.store import ClaimantMap, open_ledger
from dateline.store.packing import unpack
from tests.cli.conftest import Runs
from tests.store.records import Ticking, coding, reading

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("reports",), ("claims",), ("events",), ("timeline",), ("places",), ("incidents",),
    ("origins",), ("contradictions",), ("toll",), ("revisions",), ("control",),
    ("judge", "--list"), ("export", "jsonl"), ("export", "codings"), ("export", "csv"),
    ("show", "rep-"), ("explain", "evt-"), ("check",),
)  # fmt: skip
SEEDS = range(60)
EMPTY = b'{"type": "FeatureCollection", "features": []}'


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with some of everything."""
    path = tmp_path_factory.mktemp("sound") / "ledger.sqlite"
    with open_ledger(path, clock=Ticking()) as ledger:
        for n in range(1, 5):
            read = reading(n, location=f"{n}.txt")
            ledger.add(read, coding(read.report), program="one")
        claim = next(ledger.claims()).id
        ledger.judge(TargetKind.CLAIM, claim, Verdict.RIGHT, author="ada")
        ledger.add_map(ClaimantMap(claimant="mapper", side=None, at="2022-09-01", data=EMPTY))
    return path


def damage(path: Path, seed: int) -> None:
    """Flips bits, overwrites runs, or cuts the end, behind the file's first bytes."""
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    kind = seed % 3
    if kind == 0:
        for _ in range(chance.randrange(1, 60)):
            data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
    elif kind == 1:
        for _ in range(chance.randrange(1, 6)):
            start = chance.randrange(100, len(data))
            data[start : start + 40] = chance.randbytes(len(data[start : start + 40]))
    else:
        del data[chance.randrange(100, len(data)) :]
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_damage_ends_in_a_traceback(
    dateline: Runs, sound: Path, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "ledger.sqlite"
    for command in random.Random(seed).sample(COMMANDS, 6):
        shutil.copy(sound, path)
        damage(path, seed)
        place = (path,) if command == ("check",) else ("--ledger", path)
        ran = dateline(*command, *place)
        assert ran.code in (0, 1)
        if ran.code == 1 and command != ("check",):
            (told,) = ran.err.splitlines()
            assert told.startswith(f"error: {path}: ")
            assert told.endswith(")")


def change(path: Path, statement: str, *values: object) -> None:
    """Writes into the file behind the ledger's back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement, values)
        connection.commit()


def stored(path: Path, statement: str) -> bytes:
    """One value of the file."""
    with closing(sqlite3.connect(path)) as connection:
        return bytes(connection.execute(statement).fetchone()[0])


def found(dateline: Runs, path: Path) -> list[dict[str, str]]:
    """What `check` lists, which ends with 1."""
    ran = dateline("check", path, "--format", "jsonl")
    assert ran.code == 1
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_sound_ledger_passes(dateline: Runs, sound: Path) -> None:
    ran = dateline("check", sound)
    assert (ran.code, ran.out, ran.err) == (0, "", f"{sound}: nothing wrong\n")


@pytest.mark.parametrize(
    ("statement", "record", "what"),
    [
        ("UPDATE claims SET content = 'forged' WHERE n = 0", "report rep-", "claims has"),
        ("UPDATE claims SET stance = 9", "report rep-", "cannot be read"),
        ("UPDATE places SET name = 'forged'", "report rep-", "toponyms has"),
        ("DELETE FROM event_toponyms", "report rep-", "event_toponyms has"),
        ("UPDATE codings SET title = 'forged'", "report rep-", "another title"),
        ("UPDATE codings SET recorded_at = 'x'", "report rep-", "no instant"),
        ("UPDATE codings SET superseded_at = NULL, payload = x'00'", "report rep-", "cannot be"),
        ("UPDATE originals SET data = x'789c'", "original ", "cannot be unpacked"),
        ("UPDATE judgements SET verdict = 'wrong'", "judgement jdg-", "its id is not"),
        ("UPDATE judgements SET target = 'clm-0'", "judgement jdg-", "does not hold"),
        ("UPDATE maps SET claimant = 'eve'", "map map-", "its id is not"),
        ("DELETE FROM originals", "report rep-", "are not there"),
    ],
)
def test_what_was_changed_is_found(
    dateline: Runs, sound: Path, tmp_path: Path, statement: str, record: str, what: str
) -> None:
    path = tmp_path / "ledger.sqlite"
    shutil.copy(sound, path)
    change(path, statement)
    told = found(dateline, path)
    assert any(f["record"].startswith(record) and what in f["what"] for f in told), told


def test_a_span_that_lies_is_found(dateline: Runs, sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    shutil.copy(sound, path)
    payload = unpack(stored(path, "SELECT payload FROM codings WHERE seq = 1"))
    lie = payload.replace(b'"text":"left"', b'"text":"took"')
    assert lie != payload
    change(path, "UPDATE codings SET payload = ? WHERE seq = 1", zlib.compress(lie))
    told = found(dateline, path)
    assert any("took" in finding["what"] for finding in told), told


def test_bytes_that_are_others_are_found(dateline: Runs, sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    shutil.copy(sound, path)
    change(path, "UPDATE originals SET data = ?", zlib.compress(b"other words"))
    assert sum("its bytes are others" in f["what"] for f in found(dateline, path)) == 4
