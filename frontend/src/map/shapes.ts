/** Places as GeoJSON: points only for exact places, circles or whole countries for the rest. */
import type { Feature, FeatureCollection, Polygon, Position } from "geojson";
import type { PlaceItem } from "../data";

const EARTH_KM = 6371;
const CORNERS = 64;
const POINT = 1;
const COUNTRY = 6;
const NEAR_KM = 15;

/** A circle on the sphere as a polygon of 64 corners; radius in kilometres. */
export function circle(lon: number, lat: number, km: number): Polygon {
  const angle = km / EARTH_KM;
  const phi = (lat * Math.PI) / 180;
  const ring: Position[] = [];
  for (let i = 0; i <= CORNERS; i += 1) {
    const bearing = (2 * Math.PI * i) / CORNERS;
    const y = Math.asin(
      Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing),
    );
    const x = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(phi),
      Math.cos(angle) - Math.sin(phi) * Math.sin(y),
    );
    ring.push([lon + (x * 180) / Math.PI, (y * 180) / Math.PI]);
  }
  return { type: "Polygon", coordinates: [ring] };
}

/** Whether the words give the very place, and not something around it. */
export function isExact(place: PlaceItem): boolean {
  return place.precision === POINT && place.area === null;
}

function properties(place: PlaceItem, index: number): Record<string, string | number> {
  return { index, name: place.name, claims: place.count };
}

export function points(places: PlaceItem[]): FeatureCollection {
  const features = places.flatMap((place, index): Feature[] =>
    isExact(place) && place.count > 0
      ? [
          {
            type: "Feature",
            geometry: { type: "Point", coordinates: [place.lon, place.lat] },
            properties: properties(place, index),
          },
        ]
      : [],
  );
  return { type: "FeatureCollection", features };
}

/** How large signs may be: 1 where there are few, less where many would cover one another. */
export function thinned(signs: number, few: number): number {
  return Math.max(0.4, Math.min(1, Math.sqrt(few / signs)));
}

/** Areas, largest first, so that the smaller ones can be chosen; each country once. */
export function areas(places: PlaceItem[], countries: FeatureCollection): FeatureCollection {
  const features = places.flatMap((place, index): Feature[] => {
    if (isExact(place) || place.lines || place.count === 0 || place.precision === COUNTRY) return [];
    const km = place.km ?? NEAR_KM;
    const geometry = circle(place.lon, place.lat, km);
    return [{ type: "Feature", geometry, properties: { ...properties(place, index), km } }];
  });
  features.push(...wholeCountries(places, countries));
  features.sort((a, b) => Number(b.properties?.["km"]) - Number(a.properties?.["km"]));
  return { type: "FeatureCollection", features };
}

/** Countries that words give and nothing closer, each for that of its places which most claims name. */
function wholeCountries(places: PlaceItem[], { features }: FeatureCollection): Feature[] {
  const named = places.filter((place) => place.precision === COUNTRY && !isExact(place) && place.count > 0);
  named.sort((a, b) => b.count - a.count);
  return features.flatMap((country): Feature[] => {
    const place = named.find((one) => isCountry(country, one));
    return place ? [{ ...country, properties: { ...properties(place, places.indexOf(place)), km: 1e5 } }] : [];
  });
}

/** Rivers as a whole: words that name only the river mean no point on it. */
export function stretches(places: PlaceItem[]): FeatureCollection {
  const features = places.flatMap((place, index): Feature[] =>
    place.lines && place.count > 0
      ? [
          {
            type: "Feature",
            geometry: { type: "MultiLineString", coordinates: place.lines },
            properties: properties(place, index),
          },
        ]
      : [],
  );
  return { type: "FeatureCollection", features };
}

/** One point a feature for its name: where the place is said to be, or the middle of its ring. */
export function namePoints(shapes: FeatureCollection, places?: PlaceItem[]): FeatureCollection {
  const features = shapes.features.flatMap((shape): Feature[] => {
    const place = places?.[Number(shape.properties?.["index"])];
    const at = place ? [place.lon, place.lat] : middle(shape);
    return at ? [{ type: "Feature", geometry: { type: "Point", coordinates: at }, properties: shape.properties }] : [];
  });
  return { type: "FeatureCollection", features };
}

/** Names of countries: those in the first view where there is room, the others in their middle. */
export function countryNames(
  countries: FeatureCollection,
  given: { name: string; at: Position }[],
): FeatureCollection {
  const known = new Set(given.map(({ name }) => name));
  const others = countries.features.filter((one) => !known.has(String(one.properties?.["name"])));
  const placed = given.map(({ name, at }): Feature => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: at },
    properties: { name },
  }));
  const rest = namePoints({ type: "FeatureCollection", features: others });
  return { type: "FeatureCollection", features: [...placed, ...rest.features] };
}

/** The middle of the largest ring, by its extent. */
function middle({ geometry }: Feature): Position | null {
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return null;
  const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((p) => p[0]);
  const boxes = rings.flatMap((ring) => (ring ? [extent(ring)] : []));
  const [west, south, east, north] = boxes.reduce((a, b) => (size(a) >= size(b) ? a : b), [0, 0, 0, 0]);
  return [(west + east) / 2, (south + north) / 2];
}

type Extent = [number, number, number, number];

function extent(ring: Position[]): Extent {
  const xs = ring.map((p) => p[0] ?? 0);
  const ys = ring.map((p) => p[1] ?? 0);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function size([west, south, east, north]: Extent): number {
  return (east - west) * (north - south);
}

export function isCountry(feature: Feature, place: { country: string | null; name: string }): boolean {
  const codes = [feature.id, feature.properties?.["iso3"]];
  return (
    (place.country !== null && codes.includes(place.country)) ||
    feature.properties?.["name"] === place.name
  );
}
