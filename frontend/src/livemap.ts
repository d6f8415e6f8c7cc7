/** Brings in the live map's code once the map is near the reader, or asked for by the address. */
import type { PageData } from "./data";
import { byId, h } from "./dom";
import { unpacked } from "./packed";
import { parseHash } from "./state";

export function setUpLiveMap(data: PageData): void {
  if (!data.map.topology) return;
  let started = false;
  const start = (): void => {
    if (started) return;
    started = true;
    watcher.disconnect();
    document.body.append(h("script", {}, unpacked("mapcode")));
  };
  const watcher = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) whenIdle(start);
  }, { rootMargin: "600px" });
  watcher.observe(byId("mapbox"));
  const wanted = parseHash(location.hash).values["view"] === "control";
  if (wanted) addEventListener("load", () => whenIdle(start), { once: true });
}

/** After what a person waits for; Safari has no such call. */
function whenIdle(start: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 1000 });
  else setTimeout(start, 100);
}
