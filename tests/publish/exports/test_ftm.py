"""FollowTheMoney entities: who is one and who never, and what the library says of them."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from dateline.model import ActorKind
from dateline.publish.exports.ftm import SCHEMATA, ftm
from dateline.publish.exports.material import Material, material_of
from tests.publish.factory import collection, withdrawal


def entities(material: Material) -> list[dict[str, object]]:
    return [json.loads(line) for line in b"".join(ftm(material)).splitlines()]


def test_every_occurrence_is_an_event_and_every_id_stands_once() -> None:
    material = material_of(collection())
    found = entities(material)
    ids = [entity["id"] for entity in found]
    assert len(ids) == len(set(ids))
    events = [entity["id"] for entity in found if entity["schema"] == "Event"]
    assert events == [o.id for o in material.occurrences()]


def test_whatever_an_event_names_is_an_entity_before_it() -> None:
    seen: set[object] = set()
    for entity in entities(material_of(collection())):
        properties = entity["properties"]
        assert isinstance(properties, dict)
        for name in ("involved", "proof"):
            assert set(properties.get(name, ())) <= seen
        seen.add(entity["id"])


@pytest.mark.parametrize("kind", [ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.GROUP])
def test_no_person_and_no_nameless_group_is_an_entity(kind: ActorKind) -> None:
    coding = withdrawal()
    actors = tuple(replace(actor, kind=kind, name="Olha Petrenko") for actor in coding.actors)
    found = entities(material_of([replace(coding, actors=actors)]))
    assert {entity["schema"] for entity in found} == {"Article", "Event"}
    for entity in found:
        properties = entity["properties"]
        assert isinstance(properties, dict)
        assert "involved" not in properties
        assert "Olha Petrenko" not in json.dumps({**properties, "summary": ""})
    assert kind not in SCHEMATA


def test_the_library_takes_every_property() -> None:
    model = pytest.importorskip("followthemoney").model
    found = entities(material_of(collection()))
    assert found
    for entity in found:
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        properties = entity["properties"]
        assert isinstance(properties, dict)
        for name, values in properties.items():
            assert set(proxy.get(name)) == set(values), name
        assert proxy.caption
