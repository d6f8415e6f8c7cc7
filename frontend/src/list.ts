/** The list of who says what: filters, counts, and more rows on demand. */
import { label, type PageData } from "./data";
import { byId, count, h } from "./dom";
import { chosen, FACETS, type Facet, type Filters, tally } from "./filters";
import { row } from "./rows";
import { parseHash, remember } from "./state";

const PAGE = 60;

export class ClaimList {
  private readonly form = byId<HTMLFormElement>("filters");
  private readonly rows = byId<HTMLOListElement>("rows");
  private readonly more = byId<HTMLButtonElement>("more");
  private readonly status = byId("count");
  private found: number[];
  private shown: number;

  constructor(private readonly data: PageData) {
    this.found = chosen(data, {});
    this.shown = this.rows.children.length;
    setTimeout(() => this.fill(this.read())); // the page is painted first
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.querySelector("[type=button]")?.addEventListener("click", () => {
      this.form.reset();
      this.changed();
    });
    this.more.addEventListener("click", () => this.showMore());
    addEventListener("hashchange", () => this.restore());
    this.restore();
  }

  /** Takes the filters from the address, if it has any. */
  restore(): void {
    const { values } = parseHash(location.hash);
    const given = ["words", ...FACETS].filter((name) => values[name]);
    if (given.length === 0) return;
    this.fill({});
    this.form.reset();
    for (const name of given) this.set(name, values[name] ?? "");
    this.apply(this.read());
  }

  private set(name: string, value: string): void {
    const field = this.form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
  }

  private read(): Filters {
    const values = new FormData(this.form);
    return Object.fromEntries([...values].map(([name, value]) => [name, String(value)]));
  }

  private changed(): void {
    const filters = this.read();
    this.apply(filters);
    const values = Object.fromEntries(["words", ...FACETS].map((f) => [f, ""]));
    remember({ anchor: "who", values: { ...values, ...(filters as Record<string, string>) } });
  }

  private apply(filters: Filters): void {
    this.found = chosen(this.data, filters);
    this.fill(filters);
    this.rows.replaceChildren();
    this.shown = 0;
    this.showMore();
    const all = this.data.claims.length;
    const part = this.found.length === all ? "" : ` of ${all.toLocaleString("en")}`;
    this.status.textContent = count(this.found.length, "claim") + part;
  }

  private showMore(): void {
    const next = this.found.slice(this.shown, this.shown + PAGE);
    const items = next.flatMap((i) => this.data.claims[i] ?? []).map((c) => row(this.data, c));
    this.rows.append(...items);
    this.shown += next.length;
    this.more.hidden = this.shown >= this.found.length;
    if (this.shown > PAGE) items[0]?.querySelector("a")?.focus();
  }

  private fill(filters: Filters): void {
    for (const facet of FACETS) {
      const select = this.form.elements.namedItem(facet);
      if (!(select instanceof HTMLSelectElement)) continue;
      const options = tally(this.data, filters, facet).map(([value, n]) => this.option(facet, value, n));
      const chosenValue = filters[facet] ?? "";
      select.replaceChildren(h("option", { value: "" }, "all"), ...options);
      select.value = chosenValue;
    }
  }

  private option(facet: Facet, value: string, n: number): HTMLOptionElement {
    const group = facet === "type" ? "event" : facet;
    return h("option", { value }, `${label(this.data, group, value)} (${n})`);
  }
}
