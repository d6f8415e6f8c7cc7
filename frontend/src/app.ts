/** The page's own code, without the map. */
import { type PageData, readData } from "./data";
import { Inspector } from "./inspector";
import { ClaimList } from "./list";
import { setUpLiveMap } from "./livemap";
import { Marks } from "./marks";
import { setUpPaper } from "./paper";
import { parseHash } from "./state";
import { setUpTheme } from "./theme";
import { setUpTimeline } from "./timeline";
import "./styles/page.css";

declare global {
  interface Window {
    dateline?: { data: PageData };
  }
}

const data = readData();
window.dateline = { data };
setUpTheme();
setUpTimeline();
setUpPaper();
new ClaimList(data);
new Marks(data, new Inspector(data));
setUpLiveMap(data);
addEventListener("hashchange", goToAnchor);
goToAnchor();

/** Goes where the browser cannot: to an address with values after its anchor, or into what is folded. */
function goToAnchor(): void {
  const { anchor, values } = parseHash(location.hash);
  const target = document.getElementById(anchor);
  if (!target) return;
  let folded = false;
  for (let at = target.closest("details"); at; at = at.parentElement?.closest("details") ?? null) {
    folded ||= !at.open;
    at.open = true;
  }
  if (folded || Object.keys(values).length > 0) target.scrollIntoView();
}
