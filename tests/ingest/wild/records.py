"""Answers of services, what scrapers write, and data sets of coded events, as they are published."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.ingest.test_given import ACLED, CONTROL, GED
from tests.ingest.test_records import GDELT, GUARDIAN, RELIEF
from tests.ingest.wild.due import Due, Made, Refused

WORDS = "Rebels captured Lower Ford on Monday, the army said."
OTHER = "Soldiers left Upper Ford on Sunday, residents said."
UKRAINIAN = "Війська залишили Нижній Брід у вівторок, заявило міністерство оборони."
AT = "2031-03-04T09:00:00+00:00"
LINK = "https://gazette.example/1"


def dumped(found: object, *, ascii_only: bool = True, indent: int | None = None) -> bytes:
    return json.dumps(found, ensure_ascii=ascii_only, indent=indent).encode()


def lined(*records: object) -> bytes:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in records).encode() + b"\n"


def rows(
    *records: Mapping[str, str], delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:  # fmt: skip
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out,
        list(records[0]),
        delimiter=delimiter,
        lineterminator=end,
        quoting=quoting,  # type: ignore[arg-type]
    )
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode(encoding)


def relief(**fields: Any) -> dict[str, Any]:
    """ReliefWeb's answer with other fields of its report."""
    report = RELIEF["data"][0]
    return {**RELIEF, "href": "https://api.relief.example/v1/reports", "links": {"self": {}},
            "data": [{**report, "href": "https://api.relief.example/v1/reports/417",
                      "fields": {**report["fields"], **fields}}]}  # fmt: skip


ARTICLE = {"source": {"id": "weir-gazette", "name": "Weir Gazette"}, "author": None,
           "title": "Rebels take Lower Ford", "description": WORDS, "url": LINK,
           "urlToImage": None, "publishedAt": "2031-03-04T09:00:00Z",
           "content": f"{WORDS} The bridge… [+2210 chars]"}  # fmt: skip
GNEWS = {"totalArticles": 1, "articles": [{
    "id": "a1", "title": "Rebels take Lower Ford", "description": "Short.", "content": WORDS,
    "url": LINK, "image": None, "publishedAt": "2031-03-04T09:00:00Z", "lang": "en",
    "source": {"id": "x", "name": "Gazette", "url": "https://gazette.example"}}]}  # fmt: skip
PLEASE = {
    "authors": ["A. Desk"], "date_download": "2031-03-05 10:00:00", "date_modify": None,
    "date_publish": "2031-03-04 09:00:00", "description": "Short.", "filename": "x.json",
    "image_url": None, "language": "uk", "localpath": None, "maintext": UKRAINIAN,
    "source_domain": "gazette.example", "title": "Брід", "title_page": None, "title_rss": None,
    "url": LINK,
}  # fmt: skip
TRAFILATURA = {
    "title": "Rebels take Lower Ford", "author": "A. Desk", "hostname": "gazette.example",
    "date": "2031-03-04", "fingerprint": "c1", "id": None, "license": None, "comments": "",
    "raw_text": WORDS, "text": f"{WORDS}\n{OTHER}", "language": None, "image": None,
    "pagetype": "article", "filedate": "2031-03-05", "source": LINK,
    "source-hostname": "Weir Gazette", "excerpt": None, "categories": "", "tags": "",
}  # fmt: skip
SPIDER = {"title": "Rebels take Lower Ford", "body": WORDS, "url": LINK,
          "published_at": AT, "source": "Gazette"}  # fmt: skip
CARRIED = Due(outlet="ACLED", relay="Reuters", published=None)

JSON: dict[str, Made] = {
    "ReliefWeb": Made("r.json", dumped(relief()), [
        Due(title="The river: situation report 7", outlet="Weir Office for Aid", published=AT,
            url="https://relief.example/report/417", key="417", lang="en",
            fetched="2031-03-05T10:00:00+00:00", own=(WORDS, "The bridge is closed.")),
    ]),
    "ReliefWeb, two sources, no HTML": Made("r.json", dumped(relief(
        **{"body-html": None, "body": f"## Highlights\n\n{WORDS}\n", "source": [
            {"name": "Office A", "shortname": "A", "homepage": "https://a.example"},
            {"name": "Office B", "shortname": "B"}]}), indent=2), [
        Due(outlet="Office A", own=(WORDS,)),
    ]),
    "NewsAPI": Made("n.json", dumped({"status": "ok", "totalResults": 1, "articles": [ARTICLE]}), [
        Due(title="Rebels take Lower Ford", outlet="Weir Gazette", published=AT, url=LINK,
            own=(WORDS,), never=("[+2210",), notes=("its text is cut",)),
    ]),
    "NewsAPI, an article that was withdrawn": Made("n.json", dumped({
        "status": "ok", "totalResults": 2, "articles": [ARTICLE, {
            "source": {"id": None, "name": "[Removed]"}, "author": None, "title": "[Removed]",
            "description": "[Removed]", "url": "https://removed.com", "urlToImage": None,
            "publishedAt": "1970-01-01T00:00:00Z", "content": "[Removed]"}]}), [
        Due(own=(WORDS,)), Refused("n.json#2: it was withdrawn"),
    ]),
    "GNews": Made("n.json", dumped(GNEWS), [Due(outlet="Gazette", published=AT, own=(WORDS,))]),
    "GDELT's list of articles": Made("g.json", dumped(GDELT), [
        Due(outlet="gazette.example", published=None, fetched="2031-03-04T09:15:00+00:00",
            own=(WORDS,)),
    ]),
    "The Guardian": Made("g.json", dumped(GUARDIAN), [Due(published=AT, own=(WORDS,))]),
    "news-please": Made("p.json", dumped(PLEASE, ascii_only=False), [
        Due(title="Брід", outlet="gazette.example", published="2031-03-04T09:00:00", lang="uk",
            byline=("A. Desk",), own=(UKRAINIAN,)),
    ]),
    "trafilatura": Made("t.json", dumped(TRAFILATURA, indent=4), [
        Due(outlet="Weir Gazette", published="2031-03-04", url=LINK, own=(WORDS, OTHER)),
    ]),
    "a spider's lines": Made("s.jl", lined(SPIDER, {**SPIDER, "body": OTHER}), [
        Due(outlet="Gazette", published=AT, own=(WORDS,)), Due(own=(OTHER,)),
    ]),
    "a spider's list, letters escaped, a mark before it": Made(
        "s.json", b"\xef\xbb\xbf" + dumped([{**SPIDER, "body": UKRAINIAN}]), [
        Due(lang="uk", own=(UKRAINIAN,)),
    ]),
    "documented lines, packed": Made("a.jsonl.gz", gzip.compress(lined(
        {"text": WORDS, "published": "2031-03-04", "outlet": "Gazette", "id": "7"})), [
        Due(published="2031-03-04", outlet="Gazette", key="7", own=(WORDS,)),
    ]),
    "ACLED's answer": Made("a.json", dumped({"status": 200, "success": True, "count": 1,
                                             "data": [ACLED]}), [
        Due(outlet="ACLED", relay="Reuters", own=("2 were killed.", "sub_event_type: Armed clash")),
    ]),
    "posts of a network": Made("x.json", dumped(
        {"data": [{"id": "1", "text": WORDS, "created_at": AT, "author_id": "7"}]}), [
        Refused("--map text=FIELD"),
    ]),
    "a map's features": Made("m.json", dumped({"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": None, "properties": {"name": "x"}}]}), [
        Refused("its records are of no known layout"),
    ]),
}  # fmt: skip

CLOUD = {"id": "1", "indexed_date": "2031-03-05 10:00:00", "language": "en",
         "media_name": "gazette.example", "media_url": "gazette.example",
         "publish_date": "2031-03-04", "title": WORDS, "url": LINK}  # fmt: skip
SHEET = {"id": "7", "title": "Ford", "text": WORDS, "published": "2031-03-04", "outlet": "Gazette",
         "url": LINK}  # fmt: skip
VIINA: Sequence[Mapping[str, str]] = [
    dict(zip(CONTROL, values, strict=True))
    for values in (("700569", "20310304", "RU", "RU"), ("700569", "20310305", "RU", "RU"),
                   ("700569", "20310306", "UA", "UA"))
]  # fmt: skip
DAILY = {"GLOBALEVENTID": "1", "SQLDATE": "20310304", "Actor1Code": "WEI", "EventCode": "190",
         "QuadClass": "4", "GoldsteinScale": "-10", "NumMentions": "3",
         "ActionGeo_FullName": "Ford", "SOURCEURL": LINK}  # fmt: skip

TABLES: dict[str, Made] = {
    "Media Cloud": Made("mc.csv", rows(CLOUD), [
        Due(outlet="gazette.example", published="2031-03-04", own=(WORDS,), url=LINK),
    ]),
    "a sheet as Excel saves it: mark, semicolons": Made("s.csv", rows(
        SHEET, delimiter=";", encoding="utf-8-sig"), [
        Due(outlet="Gazette", published="2031-03-04", key="7", own=(WORDS,)),
    ]),
    "a sheet in windows-1251": Made("s.csv", rows(
        {**SHEET, "text": f"{UKRAINIAN} {UKRAINIAN}"}, delimiter=";", encoding="windows-1251"), [
        Due(lang="uk", own=(UKRAINIAN,)),
    ]),
    "Excel's Unicode text": Made("s.txt", rows(SHEET, delimiter="\t", encoding="utf-16"), [
        Due(own=(WORDS,)),
    ]),
    "lines within cells, all in quotation marks": Made("s.csv", rows(
        {**SHEET, "text": f'{WORDS}\n\n"{OTHER}" it said.'}, quoting=csv.QUOTE_ALL, end="\n"), [
        Due(own=(WORDS, OTHER)),
    ]),
    "a column more at the end of rows": Made("s.csv", rows(SHEET, SHEET).replace(
        b"1\r\n", b"1,\r\n"), [Due(own=(WORDS,)), Due(own=(WORDS,))]),
    "ACLED": Made("acled.csv", rows(
        {**ACLED, "iso": "804", "region": "Europe", "admin1": "Ford", "source_scale": "National"}), [
        Due(outlet="ACLED", relay="Reuters", own=("2 were killed.", "fatalities: 2"),
            notes=("ACLED",)),
    ]),
    "ACLED, semicolons and a mark, as its own tool exports": Made("acled.csv", rows(
        ACLED, delimiter=";", encoding="utf-8-sig"), [Due(outlet="ACLED", relay="Reuters")]),
    "UCDP GED": Made("ged.csv", rows({
        **GED, "relid": "WEI-2031-1-1", "year": "2031", "country": "Weir",
        "where_coordinates": "Lower Ford", "latitude": "2", "longitude": "31.5",
        "date_end": "2031-03-05 00:00:00.000", "date_prec": "2", "event_clarity": "1"}), [
        Due(outlet="UCDP GED", relay="Weir Radio", own=("best: 3", "low: 2", "high: 5")),
    ]),
    "VIINA's control": Made("viina.csv", rows(*VIINA), [
        Due(outlet="VIINA"), Due(), Due(),
    ]),
    "GDELT's events": Made("gdelt.csv", rows(DAILY), [Refused("GDELT")]),
    "a sheet of unknown columns": Made("x.csv", rows({"wann": "4.3.", "was": WORDS, "wo": "Ford"}), [
        Refused("--map text="),
    ]),
    "names alone": Made("s.csv", rows(SHEET)[: rows(SHEET).index(b"\n") + 1], [
        Refused("no rows"),
    ]),
}  # fmt: skip
