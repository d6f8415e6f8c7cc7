from __future__ import annotations

import pytest

from dateline.model import ConfigError
from dateline.places.demonyms import demonym
from dateline.text.yaml_files import parse_yaml, read_yaml


def test_countries_and_particles_are_words() -> None:
    assert parse_yaml("NO: [no, on, off, yes]") == {"NO": ["no", "on", "off", "yes"]}
    assert parse_yaml("strict: true\nplain: false") == {"strict": True, "plain": False}


def test_norway_is_a_country() -> None:
    assert demonym("Norwegian") == "country:NO"


@pytest.mark.parametrize("data", [b"a: [", b"a: word"])
def test_a_wrong_file_is_named_with_its_remedy(data: bytes) -> None:
    with pytest.raises(ConfigError, match=r"x\.yaml.*mend it"):
        read_yaml(data, dict[str, int], where="x.yaml", remedy="mend it")
