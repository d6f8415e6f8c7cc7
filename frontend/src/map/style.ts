/** A map style that needs no server: everything is in the page, and text uses local fonts. */
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { GeometryObject, Topology } from "topojson-specification";
import { feature } from "topojson-client";
import type { PageData } from "../data";
import type { Palette } from "./colours";
import { areas, countryNames, namePoints, points, stretches, thinned } from "./shapes";

export const FONT = ["system-ui", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial"];

/** One layer of the base map as GeoJSON; empty where the map has none. */
export function layerOf(topology: Topology, name: string): FeatureCollection {
  const object = topology.objects[name] as GeometryObject | undefined;
  if (!object) return { type: "FeatureCollection", features: [] };
  const found = feature(topology, object);
  return found.type === "FeatureCollection"
    ? found
    : { type: "FeatureCollection", features: [found] };
}

export function styleOf({ map, places }: PageData, topology: Topology, colours: Palette): StyleSpecification {
  const countries = layerOf(topology, "countries");
  const hatched = areas(places, countries);
  const exact = points(places);
  const room = { dots: thinned(exact.features.length, 40), areas: thinned(hatched.features.length, 12) };
  const source = (data: FeatureCollection) => ({ type: "geojson" as const, data });
  return {
    version: 8,
    sources: {
      countries: source(countries),
      borders: source(layerOf(topology, "borders")),
      disputed: source(layerOf(topology, "disputed")),
      lakes: source(layerOf(topology, "lakes")),
      rivers: source(layerOf(topology, "rivers")),
      areas: source(hatched),
      "area-points": source(namePoints(hatched, places)),
      stretches: source(stretches(places)),
      "country-points": source(countryNames(countries, map.names)),
      points: source(exact),
    },
    layers: [...ground(colours), ...claims(colours, room)],
  };
}

function ground(c: Palette): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": c.sea } },
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": c.land } },
    { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": c.sea } },
    {
      id: "rivers",
      type: "line",
      source: "rivers",
      paint: { "line-color": c.river, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 7, 2.6] },
    },
    { id: "coast", type: "line", source: "countries", paint: { "line-color": c.border, "line-width": 0.6 } },
    {
      id: "borders",
      type: "line",
      source: "borders",
      paint: { "line-color": c.border, "line-width": 1.2 },
    },
    {
      id: "disputed",
      type: "line",
      source: "disputed",
      paint: { "line-color": c.border, "line-width": 1.2, "line-dasharray": [3, 2] },
    },
    {
      id: "country-names",
      type: "symbol",
      source: "country-points",
      maxzoom: 8,
      layout: {
        "text-field": ["upcase", ["coalesce", ["get", "name"], ""]],
        "text-font": FONT,
        "text-size": 11,
        "text-letter-spacing": 0.12,
        "text-max-width": 8,
      },
      paint: { "text-color": c.soft, "text-halo-color": c.land, "text-halo-width": 1.5 },
    },
  ];
}

function claims(c: Palette, room: { dots: number; areas: number }): LayerSpecification[] {
  return [
    {
      id: "area-fill",
      type: "fill",
      source: "areas",
      paint: { "fill-pattern": "hatch", "fill-opacity": ["case", [">", ["get", "km"], 1e4], 0.1, 0.28 * room.areas] },
    },
    {
      id: "stretches",
      type: "line",
      source: "stretches",
      layout: { "line-cap": "butt" },
      paint: { "line-pattern": "hatch", "line-width": 14, "line-opacity": 0.5 },
    },
    {
      id: "stretch-names",
      type: "symbol",
      source: "stretches",
      layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": 12,
        "text-offset": [0, 1.2] },
      paint: { "text-color": c.area, "text-halo-color": c.land, "text-halo-width": 1.5 },
    },
    {
      id: "area-edge",
      type: "line",
      source: "areas",
      paint: { "line-color": c.area, "line-width": 1.2, "line-dasharray": [4, 3], "line-opacity": 0.8 * room.areas },
    },
    {
      id: "area-names",
      type: "symbol",
      source: "area-points",
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-optional": true },
      paint: { "text-color": c.area, "text-halo-color": c.land, "text-halo-width": 1.5 },
    },
    {
      id: "dots",
      type: "circle",
      source: "points",
      paint: {
        "circle-color": c.dot,
        "circle-opacity": 0.85,
        "circle-stroke-color": c.land,
        "circle-stroke-width": 1.5,
        "circle-radius": ["*", room.dots, ["min", 16, ["+", 5, ["*", 1.6, ["sqrt", ["get", "claims"]]]]]],
      },
    },
    {
      id: "names",
      type: "symbol",
      source: "points",
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 13,
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 1.1,
        "symbol-sort-key": ["-", 0, ["get", "claims"]],
      },
      paint: { "text-color": c.ink, "text-halo-color": c.land, "text-halo-width": 1.6 },
    },
  ];
}
