/** Lets through, in every part of the page, what rests on a chosen claim, and counts it. */
import type { PageData } from "./data";
import { h } from "./dom";
import type { Choice } from "./filters";
import { count, say } from "./say";
import { refreshDays } from "./timeline";

/** Where on the page what is of a kind stands, and what it is called. */
const PARTS = [
  ["contradictions", ".dispute", "point"],
  ["timeline", ".trow", "event"],
  ["incidents", ".incident", "incident"],
  ["situations", ".incident", "situation"],
  ["reports", "article", "report"],
  ["map", ".places > ol > li", "place"],
] as const;

export class Sieve {
  private readonly bars = [...document.querySelectorAll<HTMLElement>(".histogram a")];
  private readonly heights = this.bars.map((bar) => bar.querySelector("rect")?.getAttribute("height") ?? "0");
  private readonly labels = this.bars.map((bar) => bar.getAttribute("aria-label") ?? "");

  constructor(private readonly data: PageData) {}

  apply(choice: Choice): void {
    // An incident's claims stand on its heading: its own tag stays as others parse it.
    for (const item of document.querySelectorAll<HTMLElement>("[data-cs]"))
      sift(item.closest<HTMLElement>(".incident") ?? item, !choice.active || restsOn(item).some((claim) => choice.has(claim)));
    for (const item of document.querySelectorAll<HTMLElement>("[data-r]"))
      sift(item, !choice.active || choice.reports.has(Number(item.dataset["r"])));
    for (const box of document.querySelectorAll<HTMLElement>("[data-part]")) sift(box, this.hasReports(box, choice));
    this.places(choice);
    this.histogram(choice);
    refreshDays();
    for (const [part, items, noun] of PARTS) this.count(part, items, noun, choice);
  }

  /** Whether a part of a large dossier has a chosen report. */
  private hasReports(box: HTMLElement, choice: Choice): boolean {
    const firsts = this.data.parts?.firstReports ?? [];
    const part = Number(box.dataset["part"]);
    const end = firsts[part + 1] ?? Infinity;
    for (let report = firsts[part] ?? 0; report < Math.min(end, this.data.parts?.reports ?? 0); report += 1)
      if (!choice.active || choice.reports.has(report)) return true;
    return false;
  }

  private places(choice: Choice): void {
    const counts = choice.places(this.data.places.length);
    for (const item of document.querySelectorAll<HTMLElement>("[data-p]")) {
      const place = Number(item.dataset["p"]);
      const left = choice.active ? (counts[place] ?? 0) : (this.data.places[place]?.count ?? 0);
      sift(item, left > 0);
      const number = item.querySelector(".count");
      if (number) number.textContent = String(left);
      const drawn = document.querySelectorAll(`#mapbox > svg a[href="#${item.id}"]`);
      for (const sign of drawn) sign.classList.toggle("sifted", left === 0);
    }
  }

  /** Bars as high as the events that are left. */
  private histogram(choice: Choice): void {
    const days = choice.active ? [...choice.rows()].map((row) => choice.dayOf(row)) : [];
    const firsts = this.bars.map((bar) => bar.dataset["day"] ?? "");
    const totals = firsts.map((first, i) => {
      const next = firsts[i + 1] ?? "9999";
      return days.filter((day) => day >= first && day < next).length;
    });
    const most = Math.max(1, ...totals);
    this.bars.forEach((bar, i) => {
      const total = totals[i] ?? 0;
      const height = choice.active ? ((total / most) * 46).toFixed(1) : (this.heights[i] ?? "0");
      const words = choice.active ? `${bar.dataset["label"] ?? ""}: ${total}` : (this.labels[i] ?? "");
      bar.querySelector("rect")?.setAttribute("height", height);
      bar.querySelector("rect")?.setAttribute("y", String(48 - Number(height)));
      bar.setAttribute("aria-label", words);
      bar.title = words;
    });
  }

  /** Says beside a section's heading how much of it is left, and what of it is not on the page. */
  private count(part: string, items: string, noun: string, choice: Choice): void {
    const heading = document.getElementById(`h-${part}`);
    if (!heading) return;
    heading.querySelector(".left")?.remove();
    if (!choice.active) return;
    const all = [...document.querySelectorAll(`#${part} ${items}`)];
    const left = all.filter((item) => !item.classList.contains("sifted")).length;
    const { parts } = this.data;
    if (part === "reports" && parts)
      return heading.append(h("span", { class: "left" }, " ",
        say("{part} of {all}", { part: count(choice.reports.size, noun), all: parts.reports })));
    const whole = part === "timeline" ? choice.rows().size : left;
    const words = whole > left
      ? say("{part}, {left} of them here", { part: count(whole, noun), left })
      : say("{part} of {all}", { part: count(left, noun), all: all.length });
    heading.append(h("span", { class: "left" }, " ", words));
  }
}

function sift(item: Element, through: boolean): void {
  item.classList.toggle("sifted", !through);
}

function restsOn(item: HTMLElement): number[] {
  return (item.dataset["cs"] ?? "").split(" ").filter(Boolean).map(Number);
}
