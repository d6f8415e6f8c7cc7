/** The one filter of the page: its form, its state in the address, and what it lets through. */
import { label, type PageData } from "./data";
import { byId, h } from "./dom";
import { NO_SIDE } from "./columns";
import { type Choice, choose, FACETS, type Facet, type Filters } from "./filters";
import { count, say } from "./say";
import { parseHash, remember } from "./state";
import type { Store } from "./store";

const NAMES = ["words", ...FACETS] as const;
/** Milliseconds without a further key before words are searched for. */
const PAUSE = 150;

export class FilterBar {
  private readonly form = byId<HTMLFormElement>("filters");
  private readonly button = byId<HTMLButtonElement>("filterbutton");
  private readonly seen = byId("seen");
  private readonly listeners: ((choice: Choice) => void)[] = [];
  private filters: Filters = {};
  private stale = true;
  private turn = 0;
  private timer = 0;

  constructor(
    private readonly data: PageData,
    private readonly store: Store,
  ) {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => setTimeout(() => this.changed()));
    this.form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    byId("filterclose").addEventListener("click", () => this.close());
    byId("seenclear").addEventListener("click", () => this.form.reset());
    for (const opener of document.querySelectorAll(".filteropen"))
      opener.addEventListener("click", () => (this.form.hidden ? this.open() : this.close()));
    addEventListener("hashchange", () => this.restore());
  }

  /** Calls back with each new choice. */
  listen(listener: (choice: Choice) => void): void {
    this.listeners.push(listener);
  }

  /** Takes the filter from the address, if it has one; else the address gets the one that is on. */
  restore(): void {
    const { values } = parseHash(location.hash);
    const given = NAMES.filter((name) => values[name]);
    if (given.length === 0) return this.write();
    this.filters = Object.fromEntries(given.map((name) => [name, values[name] ?? ""]));
    void this.apply();
  }

  private open(): void {
    this.form.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    void this.refill().then(() => this.field("words")?.focus());
  }

  private close(): void {
    this.form.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.button.focus();
  }

  private field(name: string): HTMLInputElement | HTMLSelectElement | null {
    const field = this.form.elements.namedItem(name);
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field : null;
  }

  private changed(): void {
    const before = this.filters.words ?? "";
    this.filters = {};
    for (const name of NAMES) this.filters[name] = this.field(name)?.value ?? "";
    window.clearTimeout(this.timer);
    if (this.filters.words === before) return this.settle();
    this.timer = window.setTimeout(() => this.settle(), this.store.whole ? 0 : PAUSE);
  }

  private settle(): void {
    this.write();
    void this.apply();
  }

  private write(): void {
    const { anchor } = parseHash(location.hash);
    const values = Object.fromEntries(NAMES.map((name) => [name, this.filters[name] ?? ""]));
    if (Object.values(values).some(Boolean)) remember({ anchor: anchor || "who", values });
    else remember({ values });
  }

  private async apply(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const columns = await this.store.columns();
    const says = await this.store.search(this.filters.words ?? "", (share) => this.searching(share));
    if (turn !== this.turn) return; // a later change has overtaken this one
    const choice = choose(columns, this.filters, says);
    this.stale = true;
    if (!this.form.hidden) this.fill(choice);
    this.tell(choice);
    for (const listener of this.listeners) listener(choice);
  }

  private searching(share: number): void {
    this.seen.hidden = false;
    byId("seencount").textContent = say("Searching: {share}%", { share: Math.round(100 * share) });
  }

  private async refill(): Promise<void> {
    if (!this.stale) return;
    const says = await this.store.search(this.filters.words ?? "", () => undefined);
    this.fill(choose(await this.store.columns(), this.filters, says));
  }

  /** Each choice with how many claims it would leave. */
  private fill(choice: Choice): void {
    this.stale = false;
    const words = this.field("words");
    if (words && words.value !== (this.filters.words ?? "")) words.value = this.filters.words ?? "";
    for (const facet of FACETS) {
      const select = this.field(facet);
      const options = choice.tally(facet).map(([value, n]) => h("option", { value }, `${this.named(facet, value)} (${n})`));
      select?.replaceChildren(h("option", { value: "" }, say("all")), ...options);
      const wanted = this.filters[facet] ?? "";
      if (select) select.value = wanted;
      if (select && wanted && select.value !== wanted) {
        select.append(h("option", { value: wanted }, `${this.named(facet, wanted)} (0)`));
        select.value = wanted;
      }
    }
  }

  private named(facet: Facet | "words", value: string): string {
    if (facet === "words") return `\u201c${value}\u201d`;
    if (facet === "side" && value === NO_SIDE) return say("no side");
    return label(this.data, facet === "type" ? "event" : facet, value);
  }

  /** Says what is on, each with a button that takes it off. */
  private tell(choice: Choice): void {
    this.seen.hidden = !choice.active;
    document.documentElement.classList.toggle("narrowed", choice.active);
    const all = count(this.data.total, "claim");
    byId("seencount").textContent = choice.active
      ? say("{part} of {all}", { part: count(choice.claims.length, "claim"), all: this.data.total })
      : all;
    const on = NAMES.filter((name) => this.filters[name]?.trim());
    byId("seenfilters").replaceChildren(...on.map((name) => h("li", {}, this.remover(name))));
  }

  private remover(name: Facet | "words"): HTMLElement {
    const words = this.named(name, this.filters[name] ?? "");
    const button = h("button", { type: "button", "aria-label": say("Without {filter}", { filter: words }) },
      h("bdi", {}, words), " \u00d7");
    button.addEventListener("click", () => {
      this.filters = { ...this.filters, [name]: "" };
      const field = this.field(name);
      if (field) field.value = "";
      this.settle();
    });
    return button;
  }
}
