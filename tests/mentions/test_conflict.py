from __future__ import annotations

import pytest

from dateline.model import shipped_conflicts
from tests.mentions.reading import actor, read


@pytest.mark.parametrize(
    ("sentence", "slug"),
    [
        ("Shelling hit Khartoum as the Rapid Support Forces advanced.", "sudan"),
        ("Hamas fired from Gaza, and Israel struck Rafah.", "gaza"),
        ("The Arakan Army entered Maungdaw in Rakhine.", "myanmar"),
        ("M23 took Goma in North Kivu.", "congo"),
        ("Ukrainian forces entered Kherson.", "ukraine"),
        ("The bakery opened at nine.", None),
    ],
)
def test_selection(sentence: str, slug: str | None) -> None:
    assert read(sentence).conflict == slug


def test_an_acronym_means_what_its_conflict_says() -> None:
    sudan = read("The RSF took El Fasher in Darfur.")
    assert actor(sudan, "RSF").side == "rsf"
    assert read("The RSF published a letter.").actors == ()


def test_the_date_speaks_against_a_conflict_that_had_not_begun() -> None:
    assert read("Tigray is dry.", published="1990-01-01").conflict is None


def test_every_party_is_a_side_and_every_file_loads() -> None:
    for conflict in shipped_conflicts():
        sides = {party.side for party in conflict.parties}
        assert len(sides) == len(conflict.parties)
        assert conflict.words


@pytest.mark.parametrize(
    ("sentence", "slug"),
    [
        ("Haftar's brigades withdrew on Friday.", "libya"),  # nobody else bears the name
        ("Biden and Putin spoke on Friday.", None),  # leaders whom many wars name
        ("Hassan's brigades withdrew on Friday.", None),  # a given name, too
    ],
)
def test_a_rare_surname_shows_a_conflict_alone(sentence: str, slug: str | None) -> None:
    assert read(sentence, published="2020-06-06").conflict == slug
