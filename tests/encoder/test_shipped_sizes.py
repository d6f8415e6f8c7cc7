from __future__ import annotations

from dateline.encoder import bundle, deed_bundle

MOST = 50_000_000


def test_the_weights_of_both_readers_are_small_enough_to_ship() -> None:
    folders = (bundle.FOLDER, deed_bundle.FOLDER)
    sizes = [path.stat().st_size for folder in folders for path in folder.iterdir()]
    assert 0 < sum(sizes) <= MOST
