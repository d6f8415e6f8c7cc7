/** The list of who says what: the chosen claims, more of them on demand. */
import type { PageData } from "./data";
import { byId } from "./dom";
import type { Choice } from "./filters";
import { row } from "./rows";
import { count, say } from "./say";
import type { Store } from "./store";

const PAGE = 60;

export class ClaimList {
  private readonly rows = byId<HTMLOListElement>("rows");
  private readonly more = byId<HTMLButtonElement>("more");
  private readonly status = byId("count");
  private found: number[] | null = null;
  private shown: number;
  private turn = 0;

  constructor(
    private readonly data: PageData,
    private readonly store: Store,
  ) {
    this.shown = this.rows.children.length;
    this.more.addEventListener("click", () => void this.showMore());
  }

  /** Shows the first of the chosen claims. */
  show(choice: Choice): void {
    this.found = choice.claims;
    const all = this.data.total;
    const part = count(choice.claims.length, "claim");
    this.status.textContent = choice.active ? say("{part} of {all}", { part, all }) : count(all, "claim");
    void this.fill(0);
  }

  private async showMore(): Promise<void> {
    const before = this.rows.children.length;
    await this.fill(this.shown);
    this.rows.children[before]?.querySelector("a")?.focus();
  }

  private async fill(from: number): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const end = from + PAGE;
    const size = this.found?.length ?? this.data.total;
    const wanted = this.found?.slice(from, end) ?? numbers(from, Math.min(end, size));
    await this.store.need(wanted);
    if (turn !== this.turn) return;
    const items = wanted.flatMap((i) => this.data.claims[i] ?? []).map((claim) => row(this.data, claim));
    if (from === 0) this.rows.replaceChildren(...items);
    else this.rows.append(...items);
    this.shown = from + wanted.length;
    this.more.hidden = this.shown >= size;
  }
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
