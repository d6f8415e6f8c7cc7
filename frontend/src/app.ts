/** The page's own code, without the map. */
import { csvOf } from "./csv";
import { type PageData, readData } from "./data";
import { FilterBar } from "./filterbar";
import { Inspector } from "./inspector";
import { ClaimList } from "./list";
import { setUpLiveMap } from "./livemap";
import { Marks } from "./marks";
import { setUpPaper } from "./paper";
import { saveFile } from "./save";
import { Sieve } from "./sieve";
import { parseHash, remember } from "./state";
import { type Store, storeOf } from "./store";
import { setUpStops } from "./stops";
import { setUpTheme } from "./theme";
import { setUpTimeline } from "./timeline";
import "./styles/page.css";

const data = readData();
const store = storeOf(data);
window.dateline = { data };
setUpTheme();
setUpTimeline();
setUpPaper();
setUpStops();
const list = new ClaimList(data, store);
const sieve = new Sieve(data);
const marks = new Marks(data, new Inspector(data));
const filter = new FilterBar(data, store);
filter.listen((choice) => {
  window.dateline = { data, choice };
  list.show(choice);
  sieve.apply(choice);
  document.dispatchEvent(new CustomEvent("dateline:choice"));
});
filter.restore();
document.addEventListener("dateline:texts", () => {
  if (window.dateline?.choice) sieve.apply(window.dateline.choice);
});
setUpLiveMap(data);
for (const button of document.querySelectorAll<HTMLButtonElement>("button.csv"))
  button.addEventListener("click", () => void saveSeen(data, store, button));
addEventListener("hashchange", () => void goToAnchor());
void goToAnchor();

/** Goes where the browser cannot: to what is loaded by need, folded or filtered out, to an address
 * with values after its anchor. */
async function goToAnchor(): Promise<void> {
  const { anchor, values } = parseHash(location.hash);
  if (!anchor) return;
  const absent = !document.getElementById(anchor);
  const found = await store.find(anchor);
  const target = found === null ? null : document.getElementById(found);
  if (!found || !target) return;
  if (found !== anchor) remember({ anchor: found });
  const opened = reveal(target);
  if (found.startsWith("c-")) marks.open(found);
  else if (opened || absent || Object.keys(values).length > 0) target.scrollIntoView();
}

/** Opens what a target is folded in, and shows it although the filter leaves it out. */
function reveal(target: HTMLElement): boolean {
  let changed = false;
  for (let at: HTMLElement | null = target; at; at = at.parentElement) {
    if (at.classList.contains("sifted") || (at instanceof HTMLDetailsElement && !at.open && at !== target)) changed = true;
    at.classList.remove("sifted", "beyond");
    if (at instanceof HTMLDetailsElement && at !== target) at.open = true;
  }
  return changed;
}

/** Saves the chosen claims, bringing in those that are not on the page. */
async function saveSeen(data: PageData, store: Store, button: HTMLButtonElement): Promise<void> {
  const chosen = window.dateline?.choice?.claims ?? Array.from({ length: data.total }, (_, i) => i);
  button.disabled = true;
  await store.need(chosen);
  const claims = chosen.flatMap((claim) => data.claims[claim] ?? []);
  saveFile(new Blob(["\ufeff", csvOf(data, claims)], { type: "text/csv" }), "claims.csv");
  button.disabled = false;
}
