/** The live map, as its own script: it is large, so it waits until the map is near the reader. */
import "./styles/maplibre.css";
import { setUpMap } from "./map/setup";

const data = window.dateline?.data;
const view = data ? setUpMap(data) : null;
if (view) document.dispatchEvent(new CustomEvent("dateline:map", { detail: view }));
