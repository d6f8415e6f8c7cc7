import { expect, test } from "vitest";
import type { Position } from "geojson";
import { cells, intersection } from "../src/map/cells";
import { areas, circle, countryNames, namePoints, points, stretches, thinned } from "../src/map/shapes";
import { sight } from "../src/map/sight";
import { page } from "./page";

const square = (west: number, south: number, size: number): Position[] => [
  [west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south],
];

test("only exact places are points; the others are areas", () => {
  const { places } = page();
  expect(points(places).features.map((f) => f.properties?.["name"])).toEqual(["Kherson"]);
  const found = areas(places, { type: "FeatureCollection", features: [] });
  expect(found.features.map((f) => f.properties?.["name"])).toEqual(["Kherson Oblast"]);
});

test("a place with an area ('near', a bank) is never a point", () => {
  const near = { ...page().places[0]!, area: "near" };
  expect(points([near]).features).toEqual([]);
});

test("a circle has its radius", () => {
  const ring = circle(32, 46, 111.19).coordinates[0]!;
  expect(ring[0]![1]).toBeCloseTo(47, 2);
});

test("convex rings are cut to what they share", () => {
  const shared = intersection(square(0, 0, 2), square(1, 1, 2));
  expect(new Set(shared.map(String))).toEqual(new Set(["1,1", "2,1", "2,2", "1,2"]));
  expect(intersection(square(0, 0, 1), square(5, 5, 1))).toEqual([]);
});

test("cells part the ground between places and reach no further than their places speak for", () => {
  const at = (lon: number) => ({ id: `${lon}`, name: "", lat: 46, lon, country: "UA", spans: [] });
  const found = cells([at(32), at(32.4), at(36)]).features;
  const east = Math.max(...found[0]!.geometry.coordinates[0]!.map((p) => p[0]!));
  expect(east).toBeCloseTo(32.2, 5);
  const lonely = found[2]!.geometry.coordinates[0]!.map((p) => p[0]!);
  expect(Math.max(...lonely) - Math.min(...lonely)).toBeLessThan(1.3);
});

test("a name stands once: at the place, or in the middle of the largest part", () => {
  const polygon = { type: "MultiPolygon" as const, coordinates: [[square(0, 0, 1)], [square(10, 10, 4)]] };
  const shapes = { type: "FeatureCollection" as const,
    features: [{ type: "Feature" as const, geometry: polygon, properties: { index: 0 } }] };
  const at = (given: Parameters<typeof namePoints>) => namePoints(...given).features[0]!.geometry;
  expect(at([shapes])).toEqual({ type: "Point", coordinates: [12, 12] });
  expect(at([shapes, page().places])).toEqual({ type: "Point", coordinates: [32.6, 46.6] });
});

test("a river is a line and neither a point nor a circle", () => {
  const river = { ...page().places[1]!, precision: 5, lines: [[[32, 46], [33, 47]]] as [number, number][][] };
  expect(areas([river], { type: "FeatureCollection", features: [] }).features).toEqual([]);
  expect(points([river]).features).toEqual([]);
  expect(stretches([river]).features[0]!.geometry.type).toBe("MultiLineString");
});

test("a country in the first view is named where there is room, the others in their middle", () => {
  const country = (name: string, west: number) => ({
    type: "Feature" as const,
    properties: { name },
    geometry: { type: "Polygon" as const, coordinates: [square(west, 0, 4)] },
  });
  const all = { type: "FeatureCollection" as const, features: [country("Near", 0), country("Far", 10)] };
  const found = countryNames(all, [{ name: "Near", at: [1, 3] }]).features;
  const at = Object.fromEntries(found.map((f) => [f.properties?.["name"], "coordinates" in f.geometry && f.geometry.coordinates]));
  expect(at).toEqual({ Near: [1, 3], Far: [12, 2] });
});

test("a country that several places stand for is drawn once, for the one most named", () => {
  const { places } = page();
  const vague = { ...places[1]!, precision: 6, country: "UA" };
  const ukraine = { type: "Feature" as const, id: "UA", properties: { name: "Ukraine" },
    geometry: { type: "Polygon" as const, coordinates: [square(22, 44, 10)] } };
  const drawn = areas([{ ...vague, count: 1 }, { ...vague, count: 2 }],
    { type: "FeatureCollection", features: [ukraine] });
  expect(drawn.features.map((one) => one.properties?.["index"])).toEqual([1]);
});

test("signs are full where there are few and never vanish", () => {
  expect([thinned(0, 12), thinned(12, 12), thinned(48, 12), thinned(10_000, 12)]).toEqual([1, 1, 0.5, 0.4]);
});

test("a cell ends at the river that its place lies on, and elsewhere is whole", () => {
  const ring = square(-1, -1, 2);
  const bank = sight(ring, [0, 0], [[[-2, 0.5], [0, 0.4], [2, 0.5]]]);
  expect(bank[0]).toEqual(bank.at(-1));
  expect(Math.max(...bank.map(([, y = 0]) => y))).toBeLessThan(0.46);
  expect(Math.min(...bank.map(([, y = 0]) => y))).toBeCloseTo(-1);
  for (const corner of [[-1, -1], [1, -1], [0, 0.4]])
    expect(bank.some(([x = 0, y = 0]) => Math.hypot(x - corner[0]!, y - corner[1]!) < 1e-6)).toBe(true);
  expect(sight(ring, [0, 0], [[[5, 5], [6, 6]]])).toBe(ring);
  const island = sight(ring, [0, 0], [[[-0.5, 0.5], [0.5, 0.5]]]);
  expect(Math.max(...island.map(([, y = 0]) => y))).toBeGreaterThan(0.9);
});
