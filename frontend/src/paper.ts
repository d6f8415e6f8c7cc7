/** Paper cannot be unfolded: what is folded is opened for printing and closed after it. */

const FOLDED = "#contradictions details, #timeline .apart, #incidents details";

export function setUpPaper(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>(FOLDED)].filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
}
