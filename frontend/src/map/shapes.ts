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
  return { index, name: place.name, claims: place.claims.length };
}

export function points(places: PlaceItem[]): FeatureCollection {
  const features = places.flatMap((place, index): Feature[] =>
    isExact(place) && place.claims.length > 0
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

/** Areas, largest first, so that the smaller ones can be chosen. */
export function areas(places: PlaceItem[], countries: FeatureCollection): FeatureCollection {
  const features = places.flatMap((place, index): Feature[] => {
    if (isExact(place) || place.claims.length === 0) return [];
    if (place.precision === COUNTRY) {
      const country = countries.features.find((one) => isCountry(one, place));
      return country ? [{ ...country, properties: { ...properties(place, index), km: 1e5 } }] : [];
    }
    const km = place.km ?? NEAR_KM;
    const geometry = circle(place.lon, place.lat, km);
    return [{ type: "Feature", geometry, properties: { ...properties(place, index), km } }];
  });
  features.sort((a, b) => Number(b.properties?.["km"]) - Number(a.properties?.["km"]));
  return { type: "FeatureCollection", features };
}

export function isCountry(feature: Feature, place: { country: string | null; name: string }): boolean {
  const codes = [feature.id, feature.properties?.["iso3"]];
  return (
    (place.country !== null && codes.includes(place.country)) ||
    feature.properties?.["name"] === place.name
  );
}
