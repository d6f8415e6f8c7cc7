from __future__ import annotations

from training.labels import TAGS, bio, bits, mappings, refine, states


def test_tags_of_a_kind_stand_side_by_side() -> None:
    assert bio(["a", "b"]) == ["O", "B-a", "I-a", "B-b", "I-b"]
    assert bits(["b"], ["a", "b"], "B") == 1 << 3
    assert bits(["a", "b"], ["a", "b"], "I") == (1 << 2) + (1 << 4)


def test_names_tell_a_finer_kind() -> None:
    assert refine(["place", "state", "facility"], "France") == ["state"]
    assert refine(["place", "state", "facility"], "Lviv Airport") == ["facility"]
    assert refine(["place", "state", "facility"], "Lviv") == ["place"]
    assert refine(["organisation", "force"], "5th Brigade") == ["force"]
    assert refine(["person"], "General Guard") == ["person"]


def test_every_mapped_kind_is_a_kind_of_the_reader() -> None:
    kinds = {tag[2:] for tag in TAGS["mentions"][1:]}
    for scheme in mappings()["mentions"].values():
        for allowed in [*scheme["labels"].values(), *scheme.get("names", {}).values()]:
            assert set(allowed) <= kinds
        outside = scheme.get("outside", [])
        assert outside == "all" or set(outside) <= kinds
    assert set(mappings()["toponyms"].values()) <= {tag[2:] for tag in TAGS["toponyms"][1:]}


def test_states_are_in_small_letters() -> None:
    assert {"france", "ukraine", "the gambia"} & states()
    assert all(name == name.lower() for name in states())
