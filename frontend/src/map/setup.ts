/** Replaces the drawn map by the live one once it is near the reader; keeps it where WebGL fails. */
import { setWorkerUrl } from "maplibre-gl";
import workerSource from "maplibre-gl/dist/maplibre-gl-worker.mjs?raw";
import type { PageData } from "../data";
import { byId } from "../dom";
import { parseHash } from "../state";
import { ControlView } from "./control";
import { MapView } from "./view";

export function setUpMap(data: PageData): void {
  if (!data.map.topology) return;
  let started = false;
  const start = (): void => {
    if (started) return;
    started = true;
    watcher.disconnect();
    try {
      setWorkerUrl(URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" })));
      const view = new MapView(data);
      if (data.control) new ControlView(data, data.control, view);
    } catch {
      byId("mapcanvas").hidden = true; // no WebGL: the drawn map stays
    }
  };
  const watcher = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) start();
  }, { rootMargin: "600px" });
  watcher.observe(byId("mapbox"));
  const wanted = parseHash(location.hash).values["view"] === "control";
  if (wanted) addEventListener("load", () => setTimeout(start), { once: true });
}
