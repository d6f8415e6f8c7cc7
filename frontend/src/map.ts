/** The live map, as its own script: it is large, so it waits until the map is near the reader. */
import "./styles/maplibre.css";
import { setUpMap } from "./map/setup";

const data = window.dateline?.data;
if (data) setUpMap(data);
