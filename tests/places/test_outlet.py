from __future__ import annotations

import pytest

from dateline.places.features import Outlet, Setting
from dateline.places.gazetteer import Gazetteer
from dateline.places.names import Found
from dateline.places.outlet import outlet_of
from dateline.places.ranker import shipped_ranker
from dateline.places.resolve import Resolver


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.leicester-post.co.uk/a/1", Outlet(country="GB", name="leicesterpost")),
        ("http://news.kassala.sd", Outlet(country="SD", name="kassala")),
        ("https://example.com/x", Outlet(country="", name="example")),
        ("https://war.tv/live", Outlet(country="", name="war")),
        ("no address", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_an_address_tells_country_and_name(url: str | None, expected: Outlet | None) -> None:
    assert outlet_of(url) == expected


def test_a_local_outlet_means_its_own_town(shipped: Gazetteer) -> None:
    text = "A council meeting was held in London on Monday."
    setting = Setting(outlet=outlet_of("https://www.londonecho.ca/news"))
    found = [Found(start=30, end=36, text="London")]
    (here,) = Resolver(shipped, shipped_ranker())(found, text, setting=setting)
    (anywhere,) = Resolver(shipped, shipped_ranker())(found, text, setting=Setting())
    assert here.ref is not None
    assert anywhere.ref is not None
    assert shipped.facts(here.ref).country == "CA"
    assert shipped.facts(anywhere.ref).country == "GB"
