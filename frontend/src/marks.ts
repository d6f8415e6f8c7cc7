/** Marks in the reports: hover and focus name the source, arrow keys go from mark to mark. */
import { type PageData, summary } from "./data";
import { byId } from "./dom";
import type { Inspector } from "./inspector";
import { remember } from "./state";

/** Pixels: kept free below chosen words, and above them for the page's own bar. */
const ROOM = 16;
const BAR = 60;
const ARROWS = new Set(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End"]);

export class Marks {
  private readonly tip = byId("tip");
  private readonly reports = byId("reports");
  private lit: Element[] = [];
  private chosen: Element[] = [];

  constructor(
    private readonly data: PageData,
    private readonly inspector: Inspector,
  ) {
    this.reports.addEventListener("pointerover", (event) => this.point(event));
    this.reports.addEventListener("pointerleave", () => this.unpoint());
    this.reports.addEventListener("focusin", (event) => this.focused(event));
    this.reports.addEventListener("focusout", () => this.unpoint());
    this.reports.addEventListener("click", (event) => this.clicked(event));
    this.reports.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("dateline:closed", () => this.mark(null));
    document.addEventListener("dateline:texts", () => this.stops());
    this.stops();
  }

  /** Makes each report one tab stop, its first mark. */
  private stops(): void {
    for (const report of this.reports.querySelectorAll(".report:not([data-stop])")) {
      for (const mark of report.querySelectorAll<HTMLElement>(".m[id]")) mark.tabIndex = -1;
      report.querySelector(".m[id]")?.setAttribute("tabindex", "0");
      report.setAttribute("data-stop", "");
    }
  }

  /** Opens the claim of this anchor. */
  open(anchor: string): void {
    const mark = document.getElementById(anchor);
    if (!(mark instanceof HTMLElement)) return;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    this.choose(mark);
  }

  private choose(mark: HTMLElement): void {
    const index = indexOf(mark);
    if (index === null) return;
    this.mark(index);
    this.inspector.show(index, mark);
    this.uncover(mark);
  }

  /** Brings the chosen words out from under the box. */
  private uncover(mark: HTMLElement): void {
    const over = this.inspector.over;
    const { top, bottom } = mark.getBoundingClientRect();
    if (over === null) return;
    this.tip.hidden = true;
    if (bottom + ROOM > over) scrollBy(0, Math.min(bottom + ROOM - over, top - BAR));
  }

  private mark(index: number | null): void {
    for (const element of this.chosen) element.classList.remove("chosen");
    this.chosen = index === null ? [] : this.pieces(index);
    for (const element of this.chosen) element.classList.add("chosen");
  }

  private pieces(index: number): Element[] {
    return [...this.reports.querySelectorAll(`[data-c="${index}"],[data-f="${index}"]`)];
  }

  private point(event: PointerEvent): void {
    const mark = markAt(event.target);
    if (!mark || event.pointerType === "touch") return this.unpoint();
    this.light(mark);
  }

  private focused(event: FocusEvent): void {
    const mark = markAt(event.target);
    if (!mark || mark !== event.target) return;
    for (const other of mark.closest(".report")?.querySelectorAll(".m[tabindex='0']") ?? [])
      other.setAttribute("tabindex", "-1");
    mark.setAttribute("tabindex", "0");
    this.light(mark);
    mark.setAttribute("aria-describedby", this.tip.id);
  }

  private light(mark: HTMLElement): void {
    const index = indexOf(mark);
    const claim = index === null ? undefined : this.data.claims[index];
    if (index === null || !claim) return;
    this.unpoint();
    this.lit = this.pieces(index);
    for (const element of this.lit) {
      element.classList.add("lit");
      element.removeAttribute("title");
    }
    this.tip.textContent = summary(this.data, claim);
    this.tip.hidden = false;
    this.place(mark);
  }

  private place(mark: HTMLElement): void {
    const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const own = this.tip.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(box.left, width - own.width - 8));
    const above = box.top - own.height - 6;
    this.tip.style.transform = `translate(${left}px, ${above > 44 ? above : box.bottom + 6}px)`;
  }

  private unpoint(): void {
    for (const element of this.lit) element.classList.remove("lit");
    this.lit = [];
    this.tip.hidden = true;
  }

  private clicked(event: MouseEvent): void {
    const mark = markAt(event.target);
    if (!mark || String(getSelection() ?? "")) return;
    const anchor = this.data.claims[indexOf(mark) ?? -1]?.anchor;
    if (anchor) remember({ anchor });
    this.choose(mark);
  }

  private pressed(event: KeyboardEvent): void {
    const mark = markAt(event.target);
    if (!mark) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (mark.id) remember({ anchor: mark.id });
      this.choose(mark);
      byId("inspector").focus({ preventScroll: true });
    } else if (event.key === "Escape") {
      this.unpoint();
      if (this.inspector.open) this.inspector.close();
    } else if (ARROWS.has(event.key)) {
      event.preventDefault();
      this.step(mark, event.key);
    }
  }

  private step(mark: HTMLElement, key: string): void {
    const all = [...(mark.closest(".report")?.querySelectorAll<HTMLElement>(".m[id]") ?? [])];
    const at = all.indexOf(mark);
    const back = key === "ArrowLeft" || key === "ArrowUp";
    const to = key === "Home" ? 0 : key === "End" ? all.length - 1 : at + (back ? -1 : 1);
    all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
  }
}

function markAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".m[data-c]") : null;
}

function indexOf(mark: HTMLElement): number | null {
  const index = Number(mark.dataset["c"]);
  return Number.isInteger(index) ? index : null;
}
