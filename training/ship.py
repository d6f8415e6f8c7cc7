"""From fitted weights to the package's files: export, calibration on dev, card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dateline.encoder.bundle import Bundle, Card, bundle
from dateline.encoder.pieces import Pieces
from training import collect
from training.calibrate import platt, temperatures
from training.card import write_card
from training.export import Windows, export
from training.fit import Corpora
from training.heads import Reader
from training.windows import batches, cut


def ship(reader: Reader, base: Path, data: Path, out: Path, *, version: str, floats: Path) -> Card:
    """Writes all files of the reader into `out`; what needs choosing is chosen on dev."""
    dev = collect.read(data, "dev")
    for documents in dev.values():
        collect.add_pieces(documents, Pieces(base / "tokenizer.json"))
    export(reader, base, out, some_windows(dev), floats=floats)
    write_card(out, version=version)
    fitted = temperatures(bundle(out), dev)
    plain = bundle(out)
    warm = replace(plain, card=_with(plain, fitted))
    chances = platt(warm, dev["polnear"])
    return write_card(out, version=version, temperatures=fitted, platt={"attribution": chances})


def _with(plain: Bundle, fitted: dict[str, float]) -> Card:
    from msgspec.structs import replace as changed

    return changed(plain.card, temperatures=fitted)


def some_windows(dev: Corpora) -> Windows:
    """A few windows of several corpora."""
    documents = [d for name in ("polnear", "ewt", "uw", "wikigold") for d in dev[name][:4]]
    windows = [window for document in documents for window in cut(document, None)]
    return [
        (batch["ids"], batch["mask"], batch["shapes"]) for batch in batches(windows, 4096, None)
    ]
