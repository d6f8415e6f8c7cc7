"""What vouches for the files of the reader of deeds."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from dateline.encoder.deed_bundle import FOLDER, WIDTH, deed_bundle, read_card
from dateline.encoder.deed_reader import with_deeds
from dateline.model import ModelError
from dateline.text.segment import analyse
from tests.claims.reading import report_of


@pytest.mark.parametrize("name", ["deeds.onnx", "embedded.npy", "tokenizer.json.gz"])
def test_a_damaged_file_is_named_with_a_remedy(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(FOLDER, folder)
    (folder / name).write_bytes(b"x" + (folder / name).read_bytes()[1:-1])
    with pytest.raises(ModelError, match="damaged") as caught:
        deed_bundle(folder)
    assert name in str(caught.value)
    assert "install dateline again" in str(caught.value)


def test_a_card_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="card of the reader of deeds is missing"):
        read_card(tmp_path)


def test_pieces_are_vectors_of_the_base() -> None:
    bundle = deed_bundle()
    (pieces,) = bundle.pieces.of_all(["Kherson"])
    vectors = bundle.embed(pieces)
    assert vectors.shape == (len(pieces), WIDTH)
    assert vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    assert bundle.pieces.of_all([""]) == [(3,)]


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("Rebels captured Goma.", "en", "territory.taken"),
        ("Los rebeldes tomaron Goma el lunes.", "es", "territory.taken"),
        ("Les rebelles ont pris la ville de Goma lundi.", "fr", "territory.taken"),
        ("Повстанці захопили Гому.", "uk", "territory.taken"),
        ("Повстанцы захватили Гому.", "ru", "territory.taken"),
        ("سيطر المتمردون على مدينة غوما يوم الاثنين", "ar", "territory.taken"),
    ],
)
def test_one_deed_is_read_in_every_language(text: str, lang: str, code: str) -> None:
    found = with_deeds(deed_bundle(), analyse(report_of(text, lang=lang)))
    assert [deed.type for deed in found.deeds or ()] == [code]
    for deed in found.deeds or ():
        for slot in deed.slots:
            assert 0 <= slot.start < slot.end <= len(text)
