/** One tab stop for a list; arrow keys go from item to item, so that sections are near by keyboard. */

const LISTS: [string, string][] = [
  [".histogram", "a"],
  ["#places", "summary"],
  ["#rows", ".row-words a"],
];
const BACK = new Set(["ArrowUp", "ArrowLeft"]);
const KEYS = new Set([...BACK, "ArrowDown", "ArrowRight", "Home", "End"]);

export function setUpStops(): void {
  for (const [list, items] of LISTS) {
    const box = document.querySelector<HTMLElement>(list);
    if (!box) continue;
    const refresh = (): void => oneStop(shown(box, items), document.activeElement);
    new MutationObserver(refresh).observe(box, { childList: true, subtree: true, attributeFilter: ["class"] });
    box.addEventListener("focusin", (event) => oneStop(shown(box, items), event.target));
    box.addEventListener("keydown", (event) => {
      const all = shown(box, items);
      const at = all.indexOf(event.target as HTMLElement);
      if (at < 0 || !KEYS.has(event.key)) return;
      event.preventDefault();
      const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : at + (BACK.has(event.key) ? -1 : 1);
      all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
    });
    refresh();
  }
}

function shown(box: HTMLElement, items: string): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>(items)].filter((item) => !item.closest(".sifted, .beyond"));
}

/** The item that has the focus is the stop, else the one that was, else the first. */
function oneStop(all: HTMLElement[], focused: EventTarget | null): void {
  const stop = all.find((item) => item === focused) ?? all.find((item) => item.tabIndex === 0 && item.hasAttribute("tabindex")) ?? all[0];
  for (const item of all) {
    const wanted = item === stop ? "0" : "-1";
    if (item.getAttribute("tabindex") !== wanted) item.setAttribute("tabindex", wanted);
  }
}
