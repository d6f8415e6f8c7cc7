/** What every claim of the page is filtered by, in columns: a large dossier has hundreds of
 * thousands of claims, and brings these without the claims themselves. */
import type { ClaimItem, PageData } from "./data";

export const FACETS = ["source", "side", "place", "type", "auxiliary", "stance", "certainty", "outlet", "day"] as const;
export type Facet = (typeof FACETS)[number];

/** Claim i has `values[items[j]]` for j from `starts[i]` up to `starts[i + 1]`. */
export interface Column {
  values: string[];
  starts: Uint32Array;
  items: Uint32Array;
}

export interface Columns {
  size: number;
  /** The report of each claim. */
  report: Uint32Array;
  facets: Record<Facet, Column>;
  /** The rows of the timeline that each claim stands in; values are their days. */
  rows: Column;
  /** The places that each claim names, as indices of `data.places`. */
  spots: Column;
}

/** How a source without a side is asked for. */
export const NO_SIDE = "no side";

/** Columns as a large dossier keeps them: `[values, counts or null where all are 1, items]`. */
export type PackedColumn = [string[], number[] | null, number[]];
export interface PackedColumns {
  report: number[];
  facets: Record<Facet, PackedColumn>;
  rows: PackedColumn;
  spots: PackedColumn;
}

export function unpackColumns(packed: PackedColumns): Columns {
  const size = packed.report.length;
  const facets = {} as Record<Facet, Column>;
  for (const facet of FACETS) facets[facet] = unpackColumn(packed.facets[facet], size);
  return { size, report: Uint32Array.from(packed.report), facets, rows: unpackColumn(packed.rows, size),
    spots: unpackColumn(packed.spots, size) };
}

function unpackColumn([values, counts, items]: PackedColumn, size: number): Column {
  const starts = new Uint32Array(size + 1);
  for (let i = 0; i < size; i += 1) starts[i + 1] = (starts[i] ?? 0) + (counts ? (counts[i] ?? 0) : 1);
  return { values, starts, items: Uint32Array.from(items) };
}

/** The columns of claims that are all on the page. */
export function columnsOf(data: PageData): Columns {
  const facets = {} as Record<Facet, Column>;
  for (const facet of FACETS) facets[facet] = column(data.claims.map((c) => valuesOf(data, c, facet)));
  return {
    size: data.claims.length,
    report: Uint32Array.from(data.claims, (claim) => claim.report),
    facets,
    rows: rowsOf(data.claims),
    spots: spotsOf(data.claims),
  };
}

function column(values: string[][]): Column {
  const codes = new Map<string, number>();
  const starts = new Uint32Array(values.length + 1);
  const items: number[] = [];
  values.forEach((own, i) => {
    for (const value of new Set(own)) {
      if (!codes.has(value)) codes.set(value, codes.size);
      items.push(codes.get(value) as number);
    }
    starts[i + 1] = items.length;
  });
  return { values: [...codes.keys()], starts, items: Uint32Array.from(items) };
}

function rowsOf(claims: ClaimItem[]): Column {
  const days: string[] = [];
  const starts = new Uint32Array(claims.length + 1);
  const items: number[] = [];
  claims.forEach((claim, i) => {
    for (const event of claim.events ?? []) {
      if (event.row === undefined) continue;
      days[event.row] ??= dayOf(event);
      items.push(event.row);
    }
    starts[i + 1] = items.length;
  });
  return { values: days, starts, items: Uint32Array.from(items) };
}

function spotsOf(claims: ClaimItem[]): Column {
  const starts = new Uint32Array(claims.length + 1);
  const items = claims.flatMap((claim, i) => {
    starts[i + 1] = (starts[i] ?? 0) + (claim.places?.length ?? 0);
    return claim.places ?? [];
  });
  return { values: [], starts, items: Uint32Array.from(items) };
}

function dayOf(event: { from?: string; to?: string }): string {
  return (event.from ?? event.to ?? "").slice(0, 10);
}

/** The values that a claim has for a facet: none, one or many. */
export function valuesOf(data: PageData, claim: ClaimItem, facet: Facet): string[] {
  const source = data.sources[claim.source];
  switch (facet) {
    case "source":
      return source ? [source.name] : [];
    case "side":
      return [source?.side ?? NO_SIDE];
    case "place":
      return (claim.places ?? []).flatMap((p) => data.places[p]?.name ?? []);
    case "type":
      return (claim.events ?? []).map((event) => event.type);
    case "auxiliary":
      return (claim.events ?? []).map((event) => event.auxiliary);
    case "day":
      return (claim.events ?? []).flatMap((event) => dayOf(event) || []);
    case "outlet":
      return [data.reports[claim.report]?.outlet ?? ""];
    default:
      return [claim[facet]];
  }
}
