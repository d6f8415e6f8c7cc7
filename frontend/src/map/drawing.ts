/** The map as a drawing (SVG) of any size: what the view shows, its key, scale bar and credits. */
import type { Feature, FeatureCollection, Position } from "geojson";
import type { PageData } from "../data";
import { say } from "../say";
import type { Palette } from "./colours";
import { areas, countryNames, isCountry, points, stretches } from "./shapes";
import { layerOf } from "./style";

export interface KeyItem {
  words: string;
  /** Null: hatched in black. */
  colour: string | null;
}

/** Who holds what, on the day that the map shows. */
export interface DrawnControl {
  cells: { shape: Feature; colours: string[]; held: boolean }[];
  dots: { name: string; at: Position; colours: string[]; held: boolean; weight: number }[];
  countries: (string | null)[];
}

export interface Sight {
  /** West, south, east, north. */
  bounds: [number, number, number, number];
  title: string;
  caption: string;
  key: KeyItem[];
  control: DrawnControl | null;
}

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

const WIDTH = 960;
const LINE = 18;
const MARGIN = 12;
const TEXT = 12.5;
/** A letter is about this much as wide as it is high. */
const LETTER = 0.56;
const EARTH_M = 40_075_016.686;
const FAMILY = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

export function credits(): string {
  return say("Dateline. Countries and water: Natural Earth. Places: GeoNames, CC BY 4.0.");
}

/** The picture of what is in sight; every text in it is escaped. */
export function drawPicture(data: PageData, sight: Sight, colours: Palette): Picture {
  const frame = new Frame(sight.bounds);
  const rows = keyRows(sight.key);
  const lines = [sight.title, sight.caption, credits()].filter(Boolean);
  const height = Math.ceil(frame.height + (rows.length + lines.length) * LINE + 2 * MARGIN);
  const body = [
    `<rect width="${WIDTH}" height="${height}" fill="${colours.ground}"/>`,
    `<svg width="${WIDTH}" height="${frame.height}" viewBox="0 0 ${WIDTH} ${frame.height}" overflow="hidden">`,
    ...ground(data, frame, colours, sight.control),
    ...(sight.control ? heldDots(sight.control, frame, colours) : claimed(data, frame, colours)),
    scaleBar(frame, colours),
    "</svg>",
    ...rows.flatMap((row, i) => swatches(row, frame.height + MARGIN + 10 + i * LINE, colours)),
    ...lines.map((line, i) => {
      const y = frame.height + MARGIN + 10 + (rows.length + i) * LINE;
      return text(line, MARGIN, y, { fill: colours.ink, "font-weight": i === 0 ? "600" : "400" });
    }),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FAMILY}" font-size="${TEXT}">${body.join("")}</svg>`;
  return { svg, width: WIDTH, height };
}

/** From degrees to the picture's units (Mercator), and back for lengths. */
class Frame {
  readonly height: number;
  private readonly scale: number;
  private readonly top: number;
  private readonly west: number;
  private readonly middle: number;

  constructor(readonly bounds: [number, number, number, number]) {
    const [west, south, east, north] = bounds;
    this.scale = WIDTH / (east - west);
    this.west = west;
    this.top = mercator(north);
    this.middle = (south + north) / 2;
    this.height = Math.round((this.top - mercator(south)) * this.scale);
  }

  xy([lon = 0, lat = 0]: Position): [number, number] {
    return [(lon - this.west) * this.scale, (this.top - mercator(lat)) * this.scale];
  }

  /** Metres that one unit is wide in the middle. */
  get metres(): number {
    return (EARTH_M * Math.cos((this.middle * Math.PI) / 180)) / 360 / this.scale;
  }

  holds([x, y]: [number, number], room = 0): boolean {
    return x >= -room && x <= WIDTH + room && y >= -room && y <= this.height + room;
  }
}

function mercator(lat: number): number {
  const bounded = Math.max(-85, Math.min(85, lat));
  return (Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360)) * 180) / Math.PI;
}

function ground(data: PageData, frame: Frame, c: Palette, control: DrawnControl | null): string[] {
  const { topology } = data.map;
  if (!topology) return [`<rect width="${WIDTH}" height="${frame.height}" fill="${c.land}"/>`];
  const layer = (name: string): FeatureCollection => layerOf(topology, name);
  const countries = layer("countries");
  const lines = (name: string, stroke: string, width: number, dashes = ""): string =>
    `<path d="${layer(name).features.map((f) => path(f, frame)).join("")}" fill="none" stroke="${stroke}" stroke-width="${width}"${dashes && ` stroke-dasharray="${dashes}"`}/>`;
  const land = countries.features.map((f) => path(f, frame)).join("");
  return [
    `<rect width="${WIDTH}" height="${frame.height}" fill="${c.sea}"/>`,
    `<path d="${land}" fill="${c.land}"/>`,
    ...(control ? held(control, countries, frame) : []),
    `<path d="${layer("lakes").features.map((f) => path(f, frame)).join("")}" fill="${c.sea}"/>`,
    lines("rivers", c.river, 1.4),
    `<path d="${land}" fill="none" stroke="${c.border}" stroke-width="0.7"/>`,
    lines("borders", c.border, 1.2),
    lines("disputed", c.border, 1.2, "4 3"),
    ...countryNames(countries, data.map.names).features.flatMap((f) => nation(f, frame, c)),
  ];
}

function nation(feature: Feature, frame: Frame, c: Palette): string[] {
  if (feature.geometry.type !== "Point") return [];
  const [x, y] = frame.xy(feature.geometry.coordinates);
  if (!frame.holds([x, y])) return [];
  const name = String(feature.properties?.["name"] ?? "").toUpperCase();
  return [text(name, x, y, { fill: c.soft, "font-size": "11", "letter-spacing": "1.4", "text-anchor": "middle" })];
}

/** Cells of control, within their countries: filled where held, hatched where contested. */
function held(control: DrawnControl, countries: FeatureCollection, frame: Frame): string[] {
  const own = countries.features.filter((f) => control.countries.some((country) => isCountry(f, { country, name: "" })));
  const hatchings = new Map<string, string>();
  const cells = control.cells.map(({ shape, colours, held: full }) => {
    if (full) return `<path d="${path(shape, frame)}" fill="${colours[0]}" fill-opacity="0.55"/>`;
    const key = colours.join("-");
    if (!hatchings.has(key)) hatchings.set(key, `h${hatchings.size}`);
    return `<path d="${path(shape, frame)}" fill="url(#${hatchings.get(key)})"/>`;
  });
  const patterns = [...hatchings].map(([key, id]) => hatch(id, key.split("-"), 3));
  const clip = `<clipPath id="own"><path d="${own.map((f) => path(f, frame)).join("")}"/></clipPath>`;
  return [`<defs>${clip}${patterns.join("")}</defs>`, `<g clip-path="url(#own)">${cells.join("")}</g>`];
}

function hatch(id: string, colours: string[], width: number): string {
  const step = 7;
  const size = step * colours.length;
  const lines = colours.map((colour, i) => `<line x1="${i * step + step / 2}" x2="${i * step + step / 2}" y1="0" y2="${size}" stroke="${colour}" stroke-width="${width}"/>`);
  return `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">${lines.join("")}</pattern>`;
}

function heldDots(control: DrawnControl, frame: Frame, c: Palette): string[] {
  const seen = control.dots.flatMap((dot) => {
    const [x, y] = frame.xy(dot.at);
    return frame.holds([x, y]) ? [{ ...dot, x, y, radius: 4.5 }] : [];
  });
  const dots = seen.map(({ x, y, colours, held: full }) => {
    const colour = colours.length > 1 ? c.ink : (colours[0] ?? c.ink);
    return `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="4.5" fill="${full ? colour : c.land}" stroke="${full ? c.ink : colour}" stroke-width="${full ? 1 : 2.5}"/>`;
  });
  return [...dots, ...names(seen, frame, c)];
}

/** What is claimed: areas hatched, largest first; named places as dots with their names. */
function claimed(data: PageData, frame: Frame, c: Palette): string[] {
  const { topology } = data.map;
  const countries = topology ? layerOf(topology, "countries") : { type: "FeatureCollection" as const, features: [] };
  const drawn = areas(data.places, countries).features.map((f) => {
    const faint = Number(f.properties?.["km"]) > 1e4 ? 0.15 : 0.35;
    return `<path d="${path(f, frame)}" fill="url(#claimed)" fill-opacity="${faint}" stroke="${c.area}" stroke-dasharray="5 4"/>`;
  });
  const rivers = stretches(data.places).features.map(
    (f) => `<path d="${path(f, frame)}" fill="none" stroke="${c.area}" stroke-width="9" stroke-opacity="0.35" stroke-dasharray="2 3"/>`,
  );
  const seen = points(data.places).features.flatMap((f) => {
    if (f.geometry.type !== "Point") return [];
    const [x, y] = frame.xy(f.geometry.coordinates);
    const weight = Number(f.properties?.["claims"]);
    const radius = Math.min(14, 4 + 1.4 * Math.sqrt(weight));
    return frame.holds([x, y]) ? [{ name: String(f.properties?.["name"]), x, y, radius, weight }] : [];
  });
  const dots = seen.map(
    ({ x, y, radius }) => `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(radius)}" fill="${c.dot}" fill-opacity="0.85" stroke="${c.land}" stroke-width="1.5"/>`,
  );
  return [`<defs>${hatch("claimed", [c.area], 1.4)}</defs>`, ...drawn, ...rivers, ...dots, ...names(seen, frame, c)];
}

interface Named {
  name: string;
  x: number;
  y: number;
  radius: number;
  weight: number;
}

/** Names beside their dots, those that most tell of first, none over another. */
function names(dots: Named[], frame: Frame, c: Palette): string[] {
  const taken: [number, number, number, number][] = [];
  const free = (box: [number, number, number, number]): boolean =>
    box[0] >= 0 && box[2] <= WIDTH && box[1] >= 0 && box[3] <= frame.height &&
    taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
  return [...dots].sort((a, b) => b.weight - a.weight).flatMap(({ name, x, y, radius }) => {
    const wide = name.length * TEXT * LETTER;
    const places: [number, number][] = [
      [x + radius + 3, y + 4], [x - radius - 3 - wide, y + 4],
      [x - wide / 2, y - radius - 4], [x - wide / 2, y + radius + 13],
    ];
    for (const [left, base] of places) {
      const box: [number, number, number, number] = [left, base - TEXT, left + wide, base + 3];
      if (!free(box)) continue;
      taken.push(box);
      return [text(name, left, base, { fill: c.ink, stroke: c.land, "stroke-width": "3", "paint-order": "stroke", "font-weight": "600" })];
    }
    return [];
  });
}

/** A bar of a round length, at most a fifth of the width. */
function scaleBar(frame: Frame, c: Palette): string {
  const most = (WIDTH / 5) * frame.metres;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((n) => n * power <= most) ?? 1) * power;
  const wide = metres / frame.metres;
  const [x, y] = [MARGIN, frame.height - MARGIN];
  const words = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  const line = `M${x} ${y - 7}V${y}H${fixed(x + wide)}V${y - 7}`;
  return `<g class="scale"><path d="${line}" fill="none" stroke="${c.land}" stroke-width="4"/><path d="${line}" fill="none" stroke="${c.ink}" stroke-width="1.6"/>${text(words, x + 5, y - 5, { fill: c.ink, stroke: c.land, "stroke-width": "3", "paint-order": "stroke" })}</g>`;
}

function keyRows(key: KeyItem[]): KeyItem[][] {
  const rows: KeyItem[][] = [];
  let room = 0;
  for (const item of key) {
    const wide = 46 + item.words.length * TEXT * LETTER;
    if (wide > room) {
      rows.push([]);
      room = WIDTH - 2 * MARGIN;
    }
    room -= wide;
    rows.at(-1)?.push(item);
  }
  return rows;
}

function swatches(row: KeyItem[], y: number, c: Palette): string[] {
  let x = MARGIN;
  return row.map(({ words, colour }) => {
    const left = x;
    x += 46 + words.length * TEXT * LETTER;
    const strokes = Array.from({ length: 5 }, (_, i) => `M${left + i * 5} ${y}l5 -11`).join("");
    const mark = colour
      ? `<rect x="${left}" y="${y - 11}" width="24" height="12" fill="${colour}"/>`
      : `<path d="${strokes}" stroke="${c.ink}" stroke-width="2"/>`;
    return mark + text(words, left + 30, y, { fill: c.ink });
  });
}

/** The path of a feature's lines and rings; nothing of what lies far outside. */
function path(feature: Feature, frame: Frame): string {
  const { geometry } = feature;
  if (geometry.type === "Polygon") return geometry.coordinates.map((ring) => run(ring, frame, true)).join("");
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat().map((ring) => run(ring, frame, true)).join("");
  if (geometry.type === "LineString") return run(geometry.coordinates, frame, false);
  if (geometry.type === "MultiLineString") return geometry.coordinates.map((line) => run(line, frame, false)).join("");
  return "";
}

function run(positions: Position[], frame: Frame, closed: boolean): string {
  const at = positions.map((p) => frame.xy(p));
  const xs = at.map(([x]) => x);
  const ys = at.map(([, y]) => y);
  if (Math.max(...xs) < 0 || Math.min(...xs) > WIDTH || Math.max(...ys) < 0 || Math.min(...ys) > frame.height) return "";
  const pairs = at.map(([x, y]) => `${fixed(x)} ${fixed(y)}`);
  const lean = pairs.filter((pair, i) => pair !== pairs[i - 1]);
  return `M${lean.join("L")}${closed ? "Z" : ""}`;
}

function text(words: string, x: number, y: number, attributes: Record<string, string>): string {
  const more = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  return `<text x="${fixed(x)}" y="${fixed(y)}"${more}>${escaped(words)}</text>`;
}

/** As text of XML: markup is shown and not run, and what XML may not hold is left out. */
export function escaped(words: string): string {
  const clean = words.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return clean.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function fixed(number: number): string {
  return number.toFixed(1).replace(/\.0$/, "");
}
