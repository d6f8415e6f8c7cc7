/** On paper: the whole page, or a brief of two pages. Paper cannot be unfolded, so what is folded is
 * opened for printing and closed after it. */
import { parseHash } from "./state";

const FOLDED = "#contradictions details, #timeline .apart, #incidents details, #sources";
const BRIEF = "#sources";

export function setUpPaper(): void {
  const root = document.documentElement;
  const asked = (): boolean => parseHash(location.hash).values["paper"] === "brief";
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    const wanted = root.classList.contains("brief") ? BRIEF : FOLDED;
    opened = [...document.querySelectorAll<HTMLDetailsElement>(wanted)].filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
    root.classList.toggle("brief", asked());
  });
  const follow = (): void => void root.classList.toggle("brief", asked());
  addEventListener("hashchange", follow);
  follow();
  document.getElementById("printbrief")?.addEventListener("click", () => {
    root.classList.add("brief");
    print();
  });
}
