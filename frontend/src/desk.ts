/** What the workbench's own pages of map and timeline add to the dossier's code. */
import { readData } from "./data";
import { setUpArea } from "./map/area";
import type { MapView } from "./map/view";
import { setUpTimeline } from "./timeline";

setUpTimeline();
if (document.getElementById("data")) {
  const data = readData();
  window.dateline = { data };
  document.addEventListener("dateline:map", (event) => {
    setUpArea(data, (event as CustomEvent<MapView>).detail);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    document.dispatchEvent(new CustomEvent("dateline:theme")),
  );
}
