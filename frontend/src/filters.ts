/** Which claims a person asks for, and how many each further choice would leave. */
import { type Columns, type Facet, FACETS } from "./columns";

export { FACETS, type Facet };
export type Filters = Partial<Record<Facet | "words", string>>;

const WORDS = FACETS.length;

/** Which claims pass; `failed` has one bit for each filter that a claim does not pass. */
export class Choice {
  readonly claims: number[] = [];
  readonly reports = new Set<number>();

  constructor(
    private readonly columns: Columns,
    private readonly failed: Uint16Array,
    readonly active: boolean,
  ) {
    failed.forEach((bits, claim) => {
      if (bits !== 0) return;
      this.claims.push(claim);
      this.reports.add(columns.report[claim] ?? 0);
    });
  }

  has(claim: number): boolean {
    return this.failed[claim] === 0;
  }

  /** For each value of a facet the number of claims that it would leave, most first. */
  tally(facet: Facet): [string, number][] {
    const { values, starts, items } = this.columns.facets[facet];
    const counts = new Uint32Array(values.length);
    const others = ~(1 << FACETS.indexOf(facet));
    this.failed.forEach((bits, claim) => {
      if ((bits & others) !== 0) return;
      for (let at = starts[claim] ?? 0; at < (starts[claim + 1] ?? 0); at += 1) {
        const code = items[at] ?? 0;
        counts[code] = (counts[code] ?? 0) + 1;
      }
    });
    const found = values.flatMap((value, i): [string, number][] => (counts[i] ? [[value, counts[i]]] : []));
    const byName = (a: [string, number], b: [string, number]): number => (a[0] < b[0] ? -1 : 1);
    return found.sort(facet === "day" ? byName : (a, b) => b[1] - a[1] || byName(a, b));
  }

  /** The rows of the timeline that a chosen claim stands in, each once. */
  rows(): Set<number> {
    const { starts, items } = this.columns.rows;
    const found = new Set<number>();
    for (const claim of this.claims)
      for (let at = starts[claim] ?? 0; at < (starts[claim + 1] ?? 0); at += 1) found.add(items[at] ?? 0);
    return found;
  }

  /** For each place the number of chosen claims that name it. */
  places(count: number): Uint32Array {
    const { starts, items } = this.columns.spots;
    const found = new Uint32Array(count);
    for (const claim of this.claims)
      for (let at = starts[claim] ?? 0; at < (starts[claim + 1] ?? 0); at += 1) {
        const place = items[at] ?? 0;
        found[place] = (found[place] ?? 0) + 1;
      }
    return found;
  }

  /** The day of a row of the timeline. */
  dayOf(row: number): string {
    return this.columns.rows.values[row] ?? "";
  }
}

/** The claims that pass every filter. `says`: whether a claim has the words that are asked for. */
export function choose(columns: Columns, filters: Filters, says: (claim: number) => boolean): Choice {
  const failed = new Uint16Array(columns.size);
  FACETS.forEach((facet, bit) => {
    const wanted = filters[facet];
    if (!wanted) return;
    const { values, starts, items } = columns.facets[facet];
    const code = values.indexOf(wanted);
    for (let claim = 0; claim < columns.size; claim += 1) {
      let has = false;
      for (let at = starts[claim] ?? 0; at < (starts[claim + 1] ?? 0); at += 1) has ||= items[at] === code;
      if (!has) failed[claim] = (failed[claim] ?? 0) | (1 << bit);
    }
  });
  if (filters.words?.trim())
    for (let claim = 0; claim < columns.size; claim += 1)
      if (!says(claim)) failed[claim] = (failed[claim] ?? 0) | (1 << WORDS);
  return new Choice(columns, failed, ["words" as const, ...FACETS].some((name) => Boolean(filters[name]?.trim())));
}
