/** Rectangles of the query language: west,south,east,north in degrees. */
import type { FeatureCollection } from "geojson";

export type Sides = [west: number, south: number, east: number, north: number];

interface Point {
  lng: number;
  lat: number;
}

/** The rectangle between two corners, whichever they are, within the world. */
export function rectangleOf(a: Point, b: Point): Sides {
  const x = [a.lng, b.lng].map((lng) => Math.max(-180, Math.min(180, lng))).sort((p, q) => p - q);
  const y = [a.lat, b.lat].map((lat) => Math.max(-90, Math.min(90, lat))).sort((p, q) => p - q);
  return [round(x[0]), round(y[0]), round(x[1]), round(y[1])];
}

/** The address of the same page with this rectangle in its query. */
export function withRectangle(address: string, sides: Sides): string {
  const url = new URL(address);
  url.searchParams.set("within", sides.join(","));
  url.searchParams.delete("after");
  url.hash = "";
  return url.href;
}

export function shape(sides: Sides | null): FeatureCollection {
  if (!sides) return { type: "FeatureCollection", features: [] };
  const [w, s, e, n] = sides;
  const ring = [[w, s], [e, s], [e, n], [w, n], [w, s]];
  return {
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } }],
  };
}

/** To about ten metres; no rectangle of a person is finer. */
function round(value: number | undefined): number {
  return Math.round((value ?? 0) * 1e4) / 1e4;
}
