from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")


def test_weights_are_averaged_by_their_shares() -> None:
    from training.soup import mean

    one = {"a": torch.tensor([1.0, 3.0]), "new": torch.tensor([8.0])}
    other = {"a": torch.tensor([5.0, 7.0])}
    found = mean([one, other], [0.75, 0.25])
    assert found["a"].tolist() == [2.0, 4.0]
    assert found["new"].tolist() == [6.0]


def test_shares_are_a_whole() -> None:
    from training.soup import mean

    with pytest.raises(ValueError, match="not to 1"):
        mean([{"a": torch.zeros(1)}], [0.5])
