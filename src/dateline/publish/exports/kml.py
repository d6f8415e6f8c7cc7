"""`kml`: occurrences with a place, for globes (OGC KML 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape as markup
from xml.sax.saxutils import escape

from dateline.publish.exports.material import Material, Occurrence
from dateline.publish.labels import label
from dateline.publish.plain import shown

# What XML 1.0 cannot hold in any form.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def kml(material: Material) -> Iterator[bytes]:
    """One placemark an occurrence; what has no place is left out."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
    yield b"\n<Document><name>Dateline</name>\n"
    for occurrence in material.occurrences():
        if occurrence.place is not None:
            yield _placemark(occurrence).encode("utf-8", "replace")
    yield b"</Document>\n</kml>\n"


def _placemark(occurrence: Occurrence) -> str:
    place, main = occurrence.place, occurrence.main
    assert place is not None
    words = "\n".join(f"“{c.quote}” ({c.source.name}, in {c.outlet})" for c in occurrence.claims)
    note = f"{label('where_prec', place.where_prec)}; {main.when}\n{words}"
    extended = {
        "type": main.event.type,
        "where_prec": str(place.where_prec),
        "date_prec": str(occurrence.time.date_prec or ""),
        "claim_ids": "; ".join(c.claim.id for c in occurrence.claims),
        "quotes": " | ".join(c.quote for c in occurrence.claims),
    }
    data = "".join(
        f'<Data name="{name}"><value>{_text(value)}</value></Data>'
        for name, value in extended.items()
    )
    return (
        f'<Placemark id="{_text(occurrence.id)}"><name>{_text(f"{main.type_label}: {place.name}")}'
        f"</name><description>{_text(markup(note))}</description>{_span(occurrence)}"
        f"<ExtendedData>{data}</ExtendedData>"
        f"<Point><coordinates>{place.lon:.5f},{place.lat:.5f}</coordinates></Point></Placemark>\n"
    )


def _span(occurrence: Occurrence) -> str:
    first, last = ((t or "")[:10] for t in (occurrence.time.earliest, occurrence.time.latest))
    begin = f"<begin>{first}</begin>" if first else ""
    end = f"<end>{last}</end>" if last else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>" if begin or end else ""


def _text(text: str) -> str:
    return escape(_NO_XML.sub("", shown(text)), {'"': "&quot;"})
