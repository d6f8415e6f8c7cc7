/** The map, as its own script: it is large and comes last, so the text never waits for it. */
import "./styles/maplibre.css";
import { setUpMap } from "./map/setup";

const data = window.dateline?.data;
if (data) setUpMap(data);
