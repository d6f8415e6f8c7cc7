/** Which claims a person asks for, and how many each further choice would leave. */
import type { ClaimItem, PageData } from "./data";

export const FACETS = ["source", "side", "place", "type", "auxiliary", "stance", "certainty", "outlet", "day"] as const;
export type Facet = (typeof FACETS)[number];
export type Filters = Partial<Record<Facet | "words", string>>;

/** The values that a claim has for a facet: none, one or many. */
export function facetValues(data: PageData, claim: ClaimItem, facet: Facet): string[] {
  const source = data.sources[claim.source];
  switch (facet) {
    case "source":
      return source ? [source.name] : [];
    case "side":
      return [source?.side ?? "no side"];
    case "place":
      return (claim.places ?? []).flatMap((p) => data.places[p]?.name ?? []);
    case "type":
      return (claim.events ?? []).map((event) => event.type);
    case "auxiliary":
      return [...new Set((claim.events ?? []).map((event) => event.auxiliary))];
    case "day":
      return [...new Set((claim.events ?? []).flatMap((e) => (e.from ?? e.to ?? "").slice(0, 10) || []))];
    case "outlet":
      return [data.reports[claim.report]?.outlet ?? ""];
    default:
      return [claim[facet]];
  }
}

function matches(data: PageData, claim: ClaimItem, filters: Filters, without?: Facet): boolean {
  const words = filters.words?.trim().toLowerCase();
  if (words && !claim.quote.toLowerCase().includes(words)) return false;
  return FACETS.every((facet) => {
    const wanted = filters[facet];
    return !wanted || facet === without || facetValues(data, claim, facet).includes(wanted);
  });
}

/** Indices of the claims that pass every filter, in the order of the page. */
export function chosen(data: PageData, filters: Filters): number[] {
  return data.claims.flatMap((claim, i) => (matches(data, claim, filters) ? [i] : []));
}

/** For each value of a facet the number of claims that it would leave, most first. */
export function tally(data: PageData, filters: Filters, facet: Facet): [string, number][] {
  const counts = new Map<string, number>();
  for (const claim of data.claims) {
    if (!matches(data, claim, filters, facet)) continue;
    for (const value of new Set(facetValues(data, claim, facet))) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const byName = (a: [string, number], b: [string, number]) => a[0].localeCompare(b[0]);
  return [...counts].sort(facet === "day" ? byName : (a, b) => b[1] - a[1] || byName(a, b));
}
