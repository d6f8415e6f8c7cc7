/** Cells around places (Voronoi), clipped to their country by drawing what is not it above them. */
import { Delaunay } from "d3-delaunay";
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import type { ControlPlace } from "../data";
import { circle } from "./shapes";
import { sight } from "./sight";

const MARGIN = 1.5;
/** A place says nothing of what lies further away, however empty the map is there. */
const REACH_KM = 45;

/** One cell a place, in the order of the places, none beyond a river; `index` in the properties. */
export function cells(places: ControlPlace[], rivers: Position[][] = []): FeatureCollection<Polygon> {
  const xs = places.map((p) => p.lon);
  const ys = places.map((p) => p.lat);
  if (places.length === 0) return { type: "FeatureCollection", features: [] };
  const box: [number, number, number, number] = [
    Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN, Math.max(...xs) + MARGIN, Math.max(...ys) + MARGIN,
  ];
  const voronoi = Delaunay.from(places.map((p): [number, number] => [p.lon, p.lat])).voronoi(box);
  const features = places.flatMap((place, index): Feature<Polygon>[] => {
    const cell = voronoi.cellPolygon(index) as Position[] | null;
    if (!cell) return [];
    const ring = intersection(circle(place.lon, place.lat, REACH_KM).coordinates[0] ?? [], cell);
    if (ring.length < 4) return [];
    const own = sight(ring, [place.lon, place.lat], rivers);
    return [{ type: "Feature", geometry: { type: "Polygon", coordinates: [own] }, properties: { index } }];
  });
  return { type: "FeatureCollection", features };
}

/** What two convex rings share (Sutherland and Hodgman); closed, empty where they are apart. */
export function intersection(subject: Position[], clip: Position[]): Position[] {
  const turn = Math.sign(area(clip)) || 1;
  let points = subject.slice(0, -1);
  for (let i = 0; i + 1 < clip.length && points.length > 0; i += 1) {
    const [a, b] = [clip[i] as Position, clip[i + 1] as Position];
    points = cut(points, (p) => turn * side(a, b, p));
  }
  return points.length > 0 ? [...points, points[0] as Position] : [];
}

function cut(points: Position[], inside: (p: Position) => number): Position[] {
  return points.flatMap((point, i) => {
    const before = points.at(i - 1) as Position;
    const [d, e] = [inside(before), inside(point)];
    const crossing = d >= 0 === e >= 0 ? [] : [between(before, point, d / (d - e))];
    return e >= 0 ? [...crossing, point] : crossing;
  });
}

function between(a: Position, b: Position, share: number): Position {
  return [0, 1].map((k) => (a[k] ?? 0) + share * ((b[k] ?? 0) - (a[k] ?? 0)));
}

function side([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position, [x = 0, y = 0]: Position): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

function area(ring: Position[]): number {
  return ring.slice(1).reduce((sum, b, i) => {
    const a = ring[i] as Position;
    return sum + (a[0] ?? 0) * (b[1] ?? 0) - (b[0] ?? 0) * (a[1] ?? 0);
  }, 0);
}

/** The world with holes where these countries are: drawn above cells, it clips them. */
export function outside(countries: Feature[]): FeatureCollection<Polygon> {
  const holes = countries.flatMap(({ geometry }) =>
    geometry.type === "Polygon" || geometry.type === "MultiPolygon" ? outerRings(geometry) : [],
  );
  const world: Position[] = [[-180, -85], [180, -85], [180, 85], [-180, 85], [-180, -85]];
  const polygon: Polygon = { type: "Polygon", coordinates: [world, ...holes] };
  return {
    type: "FeatureCollection",
    features: [{ type: "Feature", geometry: polygon, properties: {} }],
  };
}

function outerRings(geometry: Polygon | MultiPolygon): Position[][] {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings) => rings[0] ?? []).length ? polygons.map((rings) => rings[0] ?? []) : [];
}
