import { expect, test } from "vitest";
import { drawPicture, escaped, type Sight } from "../src/map/drawing";
import { page } from "./page";

const colours = { sea: "#001", river: "#002", land: "#003", border: "#004", ink: "#005", soft: "#006", ground: "#007", dot: "#008", area: "#009" };
const sight: Sight = { bounds: [30, 45, 35, 48], title: "Kherson", caption: "", key: [], control: null };
const square = { type: "Polygon" as const, coordinates: [[[31, 46], [32, 46], [32, 47], [31, 47], [31, 46]]] };
const shape = { type: "Feature" as const, properties: {}, geometry: square };

test("a picture has its places, a scale bar of a round length and its credits", () => {
  const { svg, width, height } = drawPicture(page(), sight, colours);
  expect(svg).toContain(">Kherson</text>");
  expect(svg).toMatch(/class="scale".*>50 km<\/text>/);
  expect(svg).toContain("Natural Earth");
  expect(svg).toContain("GeoNames, CC BY 4.0");
  expect(height).toBeGreaterThan(width / 2);
});

test("nothing of a name, a title or a key is markup", () => {
  const data = page();
  const evil = `<script>alert("1")</script>&\u202e`;
  data.places[0]!.name = evil;
  const { svg } = drawPicture(data, { ...sight, title: evil, caption: evil, key: [{ words: evil, colour: "#f00" }] }, colours);
  expect(svg).not.toContain("<script");
  expect(svg.match(/&#60;script/g)?.length).toBe(4);
  expect(escaped("a\0b\ud800c")).toBe("abc");
});

test("what is held is filled, what is contested hatched in both colours, what is unknown empty", () => {
  const cell = (colours: string[], held: boolean) => ({ shape, colours, held });
  const topology = { type: "Topology" as const, arcs: [], objects: {} };
  const based = { ...page(), map: { ...page().map, topology } };
  const draw = (cells: { shape: typeof shape; colours: string[]; held: boolean }[]): string =>
    drawPicture(based, { ...sight, control: { cells, dots: [], countries: ["UA"] } }, colours).svg;
  expect(draw([cell(["#d55e00"], true)])).toContain('fill="#d55e00" fill-opacity="0.55"');
  const hatched = draw([cell(["#d55e00", "#0072b2"], false)]);
  expect(hatched).toContain('fill="url(#h0)"');
  expect(hatched).toMatch(/pattern id="h0".*#d55e00.*#0072b2.*<\/pattern>/);
  expect(draw([])).not.toContain("0.55");
});
