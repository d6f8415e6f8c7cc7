/** A rectangle on the map that becomes part of the query. */
import type { GeoJSONSource, LngLat, Map as LiveMap, MapMouseEvent } from "maplibre-gl";
import type { PageData } from "../data";
import { byId } from "../dom";
import { palette } from "./colours";
import { rectangleOf, type Sides, shape, withRectangle } from "./rectangle";
import type { MapView } from "./view";

const LAYERS = ["chosen-area", "chosen-edge"];

export function setUpArea(data: PageData, view: MapView): void {
  new Area(data, view);
}

class Area {
  private readonly map: LiveMap;
  private readonly draw = byId<HTMLButtonElement>("draw");
  private start: LngLat | null = null;

  constructor(
    private readonly data: PageData,
    view: MapView,
  ) {
    this.map = view.map;
    view.redraw.push(() => this.add());
    if (this.map.isStyleLoaded()) this.add();
    this.draw.addEventListener("click", () => this.toggle());
    byId("viewed").addEventListener("click", () => this.choose(this.seen()));
    this.map.on("mousedown", (event) => this.press(event));
    this.map.on("mousemove", (event) => this.move(event));
    this.map.on("mouseup", (event) => this.release(event));
    addEventListener("keydown", (event) => event.key === "Escape" && this.drawing && this.toggle());
  }

  private get drawing(): boolean {
    return this.draw.getAttribute("aria-pressed") === "true";
  }

  private toggle(): void {
    this.draw.setAttribute("aria-pressed", String(!this.drawing));
    this.map.getCanvas().style.cursor = this.drawing ? "crosshair" : "";
    this.start = null;
    if (!this.drawing) this.show(this.data.rectangle ?? null);
  }

  private press(event: MapMouseEvent): void {
    if (!this.drawing) return;
    event.preventDefault(); // the map stays where it is
    this.start = event.lngLat;
  }

  private move(event: MapMouseEvent): void {
    if (this.start) this.show(rectangleOf(this.start, event.lngLat));
  }

  private release(event: MapMouseEvent): void {
    const start = this.start;
    this.start = null;
    if (!start || (start.lng === event.lngLat.lng && start.lat === event.lngLat.lat)) return;
    this.choose(rectangleOf(start, event.lngLat));
  }

  private seen(): Sides {
    const bounds = this.map.getBounds();
    return rectangleOf(bounds.getSouthWest(), bounds.getNorthEast());
  }

  private choose(sides: Sides): void {
    location.assign(withRectangle(location.href, sides));
  }

  /** Adds source and layers; again after each change of the theme. */
  private add(): void {
    if (this.map.getSource("chosen")) return;
    this.map.addSource("chosen", { type: "geojson", data: shape(this.data.rectangle ?? null) });
    const { dot } = palette();
    this.map.addLayer({ id: "chosen-area", type: "fill", source: "chosen", paint: { "fill-color": dot, "fill-opacity": 0.08 } });
    this.map.addLayer({ id: "chosen-edge", type: "line", source: "chosen", paint: { "line-color": dot, "line-width": 2 } });
    for (const layer of LAYERS) this.map.moveLayer(layer);
  }

  private show(sides: Sides | null): void {
    this.map.getSource<GeoJSONSource>("chosen")?.setData(shape(sides));
  }
}
