/** Cells around places (Voronoi), clipped to their country by drawing what is not it above them. */
import { Delaunay } from "d3-delaunay";
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import type { ControlPlace } from "../data";

const MARGIN = 1.5;

/** One cell a place, in the order of the places; `index` in the properties. */
export function cells(places: ControlPlace[]): FeatureCollection<Polygon> {
  const xs = places.map((p) => p.lon);
  const ys = places.map((p) => p.lat);
  if (places.length === 0) return { type: "FeatureCollection", features: [] };
  const box: [number, number, number, number] = [
    Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN, Math.max(...xs) + MARGIN, Math.max(...ys) + MARGIN,
  ];
  const voronoi = Delaunay.from(places.map((p): [number, number] => [p.lon, p.lat])).voronoi(box);
  const features = places.flatMap((_, index): Feature<Polygon>[] => {
    const ring = voronoi.cellPolygon(index) as Position[] | null;
    if (!ring) return [];
    return [{ type: "Feature", geometry: { type: "Polygon", coordinates: [ring] }, properties: { index } }];
  });
  return { type: "FeatureCollection", features };
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
