/** Who holds what on the map: a day in the world, a day of the ledger, and the words behind. */
import type { FeatureCollection, Position } from "geojson";
import type { GeoJSONSource, LayerSpecification, MapLayerMouseEvent } from "maplibre-gl";
import type { ControlData, ControlPlace, ControlSpan, PageData } from "../data";
import { label, summary, wordsAddress } from "../data";
import { byId, h } from "../dom";
import { say } from "../say";
import { parseHash, remember } from "../state";
import { cells, outside } from "./cells";
import { palette } from "./colours";
import { hatching } from "./patterns";
import type { DrawnControl, KeyItem } from "./drawing";
import { isCountry } from "./shapes";
import { FONT, layerOf } from "./style";
import { daysBetween, stateAt } from "./times";
import { CLAIM_LAYERS, type MapView } from "./view";

const LAYERS = ["control-fill", "control-hatch", "control-outside", "control-land", "control-edge",
  "control-dots", "control-names"];
const STEP_MS = 450;

export class ControlView {
  private readonly days: string[];
  private readonly knownDays: string[];
  private readonly at = byId<HTMLInputElement>("at");
  private readonly asOf = byId<HTMLInputElement>("asof");
  private readonly asCells = byId<HTMLInputElement>("cells");
  private readonly play = byId<HTMLButtonElement>("play");
  private readonly shapes: FeatureCollection;
  private readonly counts = new Map<string, number>();
  private timer = 0;
  private on = false;

  constructor(
    private readonly data: PageData,
    private readonly control: ControlData,
    private readonly view: MapView,
  ) {
    for (const { name, count } of data.places) this.counts.set(name, (this.counts.get(name) ?? 0) + count);
    this.days = daysBetween(control.first, control.last);
    this.knownDays = daysBetween(control.knownFirst, control.knownLast);
    this.shapes = cells(control.places, data.places.flatMap((place) => place.lines ?? []));
    this.at.max = String(this.days.length - 1);
    this.asOf.max = String(this.knownDays.length - 1);
    this.restore();
    for (const input of [this.at, this.asOf, this.asCells])
      input.addEventListener("input", () => this.changed());
    this.play.addEventListener("click", () => this.toggle());
    for (const radio of document.querySelectorAll<HTMLInputElement>("input[name='mode']"))
      radio.addEventListener("change", () => this.switchTo(radio.value === "control" && radio.checked));
    addEventListener("hashchange", () => this.follow());
    view.redraw.push(() => this.add());
    if (view.map.isStyleLoaded()) this.add();
    view.map.on("click", "control-dots", (event) => this.clicked(event));
    view.map.on("click", "control-fill", (event) => this.clicked(event));
    view.map.on("click", "control-hatch", (event) => this.clicked(event));
    this.legend();
  }

  private restore(): void {
    const { values } = parseHash(location.hash);
    const index = (days: string[], day: string | undefined): string =>
      String(day && days.includes(day) ? days.indexOf(day) : days.length - 1);
    this.at.value = index(this.days, values["at"]);
    this.asOf.value = index(this.knownDays, values["asof"]);
    const radio = document.querySelector<HTMLInputElement>("input[name='mode'][value='control']");
    if (values["view"] !== "control" || !radio) return;
    radio.checked = true;
    this.on = true;
  }

  /** A link to a day of the map, from elsewhere on the page. */
  private follow(): void {
    if (parseHash(location.hash).values["view"] !== "control") return;
    this.stop();
    this.restore();
    this.draw();
  }

  private get day(): string {
    return this.days[Number(this.at.value)] ?? this.control.last;
  }

  private get known(): string {
    return this.knownDays[Number(this.asOf.value)] ?? this.control.knownLast;
  }

  private switchTo(on: boolean): void {
    this.on = on;
    if (!on) this.stop();
    this.changed();
  }

  private changed(): void {
    const values = this.on
      ? { view: "control", at: this.day, asof: this.known }
      : { view: "", at: "", asof: "" };
    remember({ anchor: "map", values });
    this.draw();
  }

  private toggle(): void {
    if (this.timer) return this.stop();
    if (Number(this.at.value) >= this.days.length - 1) this.at.value = "0";
    this.play.textContent = say("Stop");
    this.play.setAttribute("aria-pressed", "true");
    this.timer = window.setInterval(() => this.step(), STEP_MS);
  }

  private step(): void {
    if (Number(this.at.value) >= this.days.length - 1) return this.stop();
    this.at.value = String(Number(this.at.value) + 1);
    this.changed();
  }

  private stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.play.textContent = say("Play");
    this.play.setAttribute("aria-pressed", "false");
  }

  /** Adds sources, hatchings and layers; again after each change of the theme. */
  private add(): void {
    const { map } = this.view;
    const { topology } = this.data.map;
    if (!topology || map.getSource("control-cells")) return;
    const countries = layerOf(topology, "countries").features;
    const own = countries.filter((c) => this.control.places.some((p) => isCountry(c, { ...p, name: "" })));
    map.addSource("control-cells", { type: "geojson", data: this.shapes });
    map.addSource("control-points", { type: "geojson", data: empty() });
    map.addSource("control-outside", { type: "geojson", data: outside(own) });
    const others = countries.filter((c) => !own.includes(c));
    map.addSource("control-land", { type: "geojson", data: { ...empty(), features: others } });
    const beneath = new Set(["control-fill", "control-hatch", "control-outside", "control-land"]);
    for (const layer of this.layers()) map.addLayer(layer, beneath.has(layer.id) ? "lakes" : undefined);
    this.draw();
  }

  /** The hatching of these sides, made when it is first needed. */
  private pattern(sides: string[]): string {
    const { map } = this.view;
    const indices = sides.map((side) => this.control.sides.findIndex((s) => s.side === side));
    const known = indices.filter((i) => i >= 0).sort((x, y) => x - y);
    const name = `hatch-${known.join("-")}`;
    const colours = known.length > 0 ? known.map((i) => this.colourOf(i)) : [palette().ink];
    if (!map.hasImage(name)) map.addImage(name, hatching(colours, 3));
    return name;
  }

  private layers(): LayerSpecification[] {
    const c = palette();
    return [
      { id: "control-fill", type: "fill", source: "control-cells", filter: ["==", ["get", "state"], "held"],
        paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.55 } },
      { id: "control-hatch", type: "fill", source: "control-cells", filter: ["has", "pattern"],
        paint: { "fill-pattern": ["image", ["get", "pattern"]], "fill-opacity": 0.7 } },
      { id: "control-outside", type: "fill", source: "control-outside", paint: { "fill-color": c.sea } },
      { id: "control-land", type: "fill", source: "control-land", paint: { "fill-color": c.land } },
      { id: "control-dots", type: "circle", source: "control-points",
        paint: { "circle-color": ["get", "colour"], "circle-radius": ["get", "radius"],
          "circle-stroke-color": ["get", "edge"], "circle-stroke-width": ["get", "edgeWidth"] } },
      { id: "control-names", type: "symbol", source: "control-points",
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12,
          "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.8,
          "symbol-sort-key": ["get", "order"] },
        paint: { "text-color": c.ink, "text-halo-color": c.land, "text-halo-width": 1.5 } },
    ];
  }

  private draw(): void {
    const { map } = this.view;
    byId("sliders").hidden = !this.on;
    byId("at-out").textContent = this.day;
    byId("asof-out").textContent = this.known;
    this.at.setAttribute("aria-valuetext", this.day);
    this.asOf.setAttribute("aria-valuetext", this.known);
    this.view.key = this.on ? this.keyItems() : [];
    this.view.caption = this.on
      ? say("Who holds what on {day}, as known on {known}", { day: this.day, known: this.known })
      : "";
    if (!map.getSource("control-cells")) return;
    const states = this.control.places.map((place) => stateAt(place, this.day, this.known));
    this.view.control = this.on ? this.drawn(states) : null;
    this.setCells(states);
    this.setPoints(states);
    const show = (ids: string[], on: boolean): void => {
      for (const id of ids)
        if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", on ? "visible" : "none");
    };
    show(CLAIM_LAYERS, !this.on);
    show(LAYERS, this.on);
    if (!this.asCells.checked)
      show(["control-fill", "control-hatch", "control-outside", "control-land"], false);
    this.table(states);
  }

  private colourOf(side: number): string {
    return this.control.sides[side]?.colour ?? palette().ink;
  }

  /** What a picture of the map draws of control, beside what the base map has. */
  private drawn(states: (ControlSpan | null)[]): DrawnControl {
    const colours = (span: ControlSpan | null): string[] => {
      const sides = span?.controller ? [span.controller] : (span?.sides ?? []);
      const known = sides.map((side) => this.control.sides.findIndex((s) => s.side === side)).filter((i) => i >= 0);
      return known.length > 0 ? known.map((i) => this.colourOf(i)) : [palette().ink];
    };
    const known = (span: ControlSpan | null): boolean => span !== null && span.state !== "unknown";
    return {
      cells: this.asCells.checked
        ? this.shapes.features.flatMap((shape) => {
            const span = states[Number(shape.properties?.["index"])] ?? null;
            return known(span) ? [{ shape, colours: colours(span), held: span?.state === "held" }] : [];
          })
        : [],
      dots: this.control.places.flatMap((place, i) => {
        const span = states[i] ?? null;
        return known(span)
          ? [{ name: place.name, at: [place.lon, place.lat] as Position, colours: colours(span), held: span?.state === "held", weight: this.told(place) }]
          : [];
      }),
      countries: this.control.places.map((place) => place.country),
    };
  }

  private look(span: ControlSpan | null): { colour: string; state: string; pattern?: string } {
    if (!span || span.state === "unknown") return { colour: "rgba(0,0,0,0)", state: "unknown" };
    const sides = span.controller ? [span.controller] : (span.sides ?? []);
    const index = this.control.sides.findIndex((s) => s.side === sides[0]);
    const colour = index < 0 || sides.length > 1 ? palette().ink : this.colourOf(index);
    if (span.state === "held") return { colour, state: span.state };
    return { colour, state: span.state, pattern: this.pattern(sides) };
  }

  private setCells(states: (ControlSpan | null)[]): void {
    const features = this.shapes.features.map((shape) => {
      const index = Number(shape.properties?.["index"]);
      return { ...shape, properties: { index, ...this.look(states[index] ?? null) } };
    });
    this.view.map.getSource<GeoJSONSource>("control-cells")?.setData({ ...empty(), features });
  }

  private setPoints(states: (ControlSpan | null)[]): void {
    const ink = palette().ink;
    const ground = palette().land;
    const features = this.control.places.map((place, index) => {
      const look = this.look(states[index] ?? null);
      const known = look.state !== "unknown";
      return {
        type: "Feature" as const,
        geometry: { type: "Point" as const, coordinates: [place.lon, place.lat] },
        properties: {
          index, name: place.name, order: (known ? 0 : 1e6) - this.told(place), colour: look.state === "held" ? look.colour : ground,
          radius: known ? 5 : 2.5, edge: look.pattern ? look.colour : ink,
          edgeWidth: look.state === "held" ? 1 : known ? 2.5 : 0.7,
        },
      };
    });
    this.view.map.getSource<GeoJSONSource>("control-points")?.setData({ ...empty(), features });
  }

  private clicked(event: MapLayerMouseEvent): void {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const index = Number(event.features?.[0]?.properties["index"]);
    const place = this.control.places[index];
    if (place) this.toWords(place);
  }

  /** One click leads to the words; a place without any is shown in the table. */
  private toWords(place: ControlPlace): void {
    const first = stateAt(place, this.day, this.known)?.for?.[0];
    if (first !== undefined) location.assign(wordsAddress(this.data, first));
  }

  /** How many claims name the place: the best known come first. */
  private told(place: ControlPlace): number {
    return this.counts.get(place.name) ?? 0;
  }

  private table(states: (ControlSpan | null)[]): void {
    const body = byId("controltable").querySelector("tbody");
    const heading = byId("control").querySelector("h3");
    if (heading)
      heading.textContent = say("Who holds what on {day}, as known on {known}", { day: this.day, known: this.known });
    const rows = this.control.places.flatMap((place, i) => {
      const span = states[i];
      return span && span.state !== "unknown" ? [{ place, row: this.row(place, span) }] : [];
    });
    rows.sort((a, b) => this.told(b.place) - this.told(a.place) || a.place.name.localeCompare(b.place.name));
    body?.replaceChildren(...rows.map(({ row }) => row));
  }

  private row(place: ControlPlace, span: ControlSpan): HTMLElement {
    const name = (side: string): string => this.control.sides.find((s) => s.side === side)?.name ?? side;
    const by = span.controller ? [span.controller] : (span.sides ?? []);
    const links = (span.for ?? []).slice(0, 8).flatMap((index, n) => {
      const claim = this.data.claims[index];
      const link = h("a", { href: wordsAddress(this.data, index) }, String(n + 1));
      if (claim) link.title = summary(this.data, claim);
      return [link, " "];
    });
    return h("tr", {},
      h("th", { scope: "row" }, h("bdi", {}, place.name)),
      h("td", {}, h("span", { class: `state ${span.state}` }, label(this.data, "state", span.state))),
      h("td", {}, by.map(name).join(", ") || "—"),
      h("td", {}, span.before ? name(span.before) : "—"),
      h("td", {}, span.from?.slice(0, 10) ?? "—"),
      h("td", {}, span.confidence.toFixed(2)),
      h("td", {}, ...links));
  }

  private keyItems(): KeyItem[] {
    const sides = this.control.sides.map((side) => ({ words: side.name, colour: side.colour }));
    return [...sides, { words: say("contested or only claimed: hatched"), colour: null }];
  }

  private legend(): void {
    const items = this.keyItems().map(({ words, colour }) => {
      const swatch = h("i", { class: colour ? "swatch" : "swatch hatched", "aria-hidden": "true" });
      if (colour) swatch.style.backgroundColor = colour;
      return h("li", {}, swatch, words);
    });
    const unknown = h("li", {}, h("i", { class: "swatch", "aria-hidden": "true" }), say("unknown: empty"));
    byId("controlkey").replaceChildren(...items, unknown);
  }
}

function empty(): FeatureCollection {
  return { type: "FeatureCollection", features: [] };
}
