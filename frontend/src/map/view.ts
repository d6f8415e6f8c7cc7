/** The live map of what is claimed; one click leads to the words. */
import { Map as LiveMap, NavigationControl, ScaleControl } from "maplibre-gl";
import type { GeoJSONSource, MapLayerMouseEvent } from "maplibre-gl";
import type { PageData } from "../data";
import { byId } from "../dom";
import { count, say } from "../say";
import { palette } from "./colours";
import { hatching } from "./patterns";
import { type DrawnControl, drawPicture, type KeyItem } from "./drawing";
import { savePicture } from "./picture";
import { areas, points, stretches } from "./shapes";
import { layerOf, styleOf } from "./style";

const COUNTRY = 6;
const CHOOSABLE = ["dots", "stretches", "area-fill"];
export const CLAIM_LAYERS = ["area-fill", "stretches", "stretch-names", "area-edge", "area-names", "dots", "names"];

export class MapView {
  readonly map: LiveMap;
  private readonly box = byId("mapbox");
  /** What is redrawn after the style was set: the theme changes all colours. */
  readonly redraw: (() => void)[] = [];
  caption = "";
  key: KeyItem[] = [];
  control: DrawnControl | null = null;

  constructor(private readonly data: PageData) {
    const container = byId("mapcanvas");
    container.hidden = false;
    this.map = new LiveMap({
      container,
      style: this.style(),
      bounds: data.map.box,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 11,
      renderWorldCopies: false,
      fadeDuration: 0,
      canvasContextAttributes: { preserveDrawingBuffer: true },
      locale: { "Map.Title": say("Map of the places that the claims name"), "NavigationControl.ZoomIn": say("Zoom in"), "NavigationControl.ZoomOut": say("Zoom out") },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.scrollZoom.disable();
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new ScaleControl({}), "bottom-left");
    this.map.on("style.load", () => this.styled());
    this.map.once("idle", () => this.box.classList.add("mapready"));
    this.listen();
  }

  private style() {
    const { topology } = this.data.map;
    if (!topology) throw new Error("no base map");
    return styleOf(this.seen(), topology, palette());
  }

  private styled(): void {
    if (!this.map.hasImage("hatch")) this.map.addImage("hatch", hatching([palette().area]));
    for (const draw of this.redraw) draw();
  }

  private listen(): void {
    for (const layer of CHOOSABLE) {
      this.map.on("click", layer, (event) => this.clicked(event));
      this.map.on("mousemove", layer, () => this.cursor("pointer"));
      this.map.on("mouseleave", layer, () => this.cursor(""));
    }
    for (const name of ["focus", "pointerdown"])
      this.map.getCanvas().addEventListener(name, () => this.map.scrollZoom.enable());
    document.addEventListener("dateline:theme", () => this.retheme());
    byId("mapreset").addEventListener("click", () => this.reset());
    byId("mapsave").addEventListener("click", () => void this.save());
    this.map.on("moveend", () => this.count());
    this.map.once("idle", () => this.count());
    document.addEventListener("dateline:choice", () => this.choose());
    byId("mapsize").addEventListener("click", () => this.resize());
    byId("places").addEventListener("toggle", (event) => this.toggled(event), true);
  }

  /** The page's data with the places as the filter leaves them. */
  private seen(): PageData {
    const choice = window.dateline?.choice;
    if (!choice?.active) return this.data;
    const counts = choice.places(this.data.places.length);
    return { ...this.data, places: this.data.places.map((place, i) => ({ ...place, count: counts[i] ?? 0 })) };
  }

  /** Shows the places that the filter leaves. */
  private choose(): void {
    const { places, map } = this.seen();
    const countries = map.topology ? layerOf(map.topology, "countries") : null;
    this.map.getSource<GeoJSONSource>("points")?.setData(points(places));
    this.map.getSource<GeoJSONSource>("stretches")?.setData(stretches(places));
    if (countries) this.map.getSource<GeoJSONSource>("areas")?.setData(areas(places, countries));
    this.count();
  }

  /** The list beside the map has what the view shows, and says how much that is. */
  private count(): void {
    const bounds = this.map.getBounds();
    const { places } = this.seen();
    const inView = places.map(({ lon, lat, precision, km }) => {
      const room = precision >= COUNTRY ? 360 : (km ?? 0) / 111;
      const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
      return lon >= west - room && lon <= east + room && lat >= south - room && lat <= north + room;
    });
    for (const item of byId("places").querySelectorAll<HTMLElement>("[data-p]"))
      item.classList.toggle("beyond", !inView[Number(item.dataset["p"])]);
    const named = places.filter((place) => place.count > 0);
    const shown = places.filter((place, i) => inView[i] && place.count > 0);
    byId("inview").textContent = say("{part} of {all} in view", { part: count(shown.length, "place"), all: named.length });
  }

  private async save(): Promise<void> {
    const bounds = this.map.getBounds();
    const sight = {
      bounds: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as PageData["map"]["box"],
      title: document.title, caption: this.caption, key: this.key, control: this.control,
    };
    await savePicture(drawPicture(this.seen(), sight, palette()), byId<HTMLSelectElement>("mapform").value);
  }

  private retheme(): void {
    if (this.map.hasImage("hatch")) this.map.removeImage("hatch");
    this.map.setStyle(this.style(), { diff: false });
  }

  private cursor(style: string): void {
    this.map.getCanvas().style.cursor = style;
  }

  private clicked(event: MapLayerMouseEvent): void {
    const dots = this.map.queryRenderedFeatures(event.point, { layers: ["dots"] });
    const areas = this.map.queryRenderedFeatures(event.point, { layers: ["area-fill"] });
    const smallest = areas.sort((a, b) => Number(a.properties["km"]) - Number(b.properties["km"]));
    const rivers = this.map.queryRenderedFeatures(event.point, { layers: ["stretches"] });
    const index = Number((dots[0] ?? rivers[0] ?? smallest[0])?.properties["index"]);
    const place = this.data.places[index];
    if (place) openPlace(place.anchor);
  }

  private toggled(event: Event): void {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !details.open) return;
    const item = details.closest<HTMLElement>("[data-p]");
    const place = this.data.places[Number(item?.dataset["p"])];
    if (!place || place.precision > 5) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const zoom = Math.max(this.map.getZoom(), place.precision > 2 ? 5.5 : 7);
    this.map.easeTo({ center: [place.lon, place.lat], zoom, duration: still ? 0 : 500 });
  }

  /** As wide as the page's column, or beside the list of places. */
  private resize(): void {
    const button = byId("mapsize");
    const wide = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(wide));
    byId("map").classList.toggle("wide", wide);
    const bounds = this.map.getBounds();
    this.map.resize();
    this.map.fitBounds(bounds, { duration: 0 });
  }

  private reset(): void {
    this.map.fitBounds(this.data.map.box, { duration: 0 });
  }
}

/** Opens a place in the list beside the map and puts the focus there. */
export function openPlace(anchor: string): void {
  const item = document.getElementById(anchor);
  if (!item) return; // of very many places the list has the most named
  const details = item.querySelector("details");
  for (const other of byId("places").querySelectorAll(".chosen")) other.classList.remove("chosen");
  item.classList.add("chosen");
  item.classList.remove("beyond");
  if (details) details.open = true;
  byId("places").scrollTo({ top: item.offsetTop - byId("places").offsetTop });
  item.querySelector("summary")?.focus({ preventScroll: true });
}
