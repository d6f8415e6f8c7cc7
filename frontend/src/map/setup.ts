/** Replaces the drawn map by the live one; keeps it where WebGL fails. */
import { setWorkerUrl } from "maplibre-gl";
import workerSource from "maplibre-gl/dist/maplibre-gl-worker.mjs?raw";
import type { PageData } from "../data";
import { byId } from "../dom";
import { ControlView } from "./control";
import { MapView } from "./view";

export function setUpMap(data: PageData): MapView | null {
  try {
    setWorkerUrl(URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" })));
    const view = new MapView(data);
    if (data.control) new ControlView(data, data.control, view);
    return view;
  } catch {
    byId("mapcanvas").hidden = true; // no WebGL: the drawn map stays
    return null;
  }
}
