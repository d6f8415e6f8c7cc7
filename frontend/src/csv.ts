/** The chosen claims as CSV, in the columns of `dateline export csv`, for spreadsheets. */
import type { ClaimItem, PageData } from "./data";

const COLUMNS = ["claim_id", "report_id", "outlet", "published", "title", "url", "source", "source_kind", "side",
  "role", "relays", "cue", "manner", "stance", "certainty", "hedges", "quote", "event_types", "auxiliaries",
  "earliest", "latest", "places", "score", "judgements"] as const;
/** What leaves nothing on the screen, or letters that fonts draw as nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0\u2800]/u;
const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A text with an apostrophe before it where a spreadsheet would read a formula, as
 * `publish/exports/tables.py` has it. */
export function harmless(text: string): string {
  const clean = text.replaceAll("\0", "");
  if (NUMBER.test(clean)) return clean;
  for (const char of clean) {
    if (/[\t\r\n\v\f]/.test(char)) return `'${clean}`;
    if (!UNSEEN.test(char)) return /^[=+\-@\u2212]/.test(char.normalize("NFKC")) ? `'${clean}` : clean;
  }
  return clean;
}

/** The header and one line a claim. */
export function csvOf(data: PageData, claims: ClaimItem[]): string {
  const lines = claims.map((claim) => line(Object.values(valuesOf(data, claim))));
  return [line([...COLUMNS]), ...lines].map((one) => `${one}\r\n`).join("");
}

function line(values: (string | number | null | undefined)[]): string {
  return values.map((value) => cell(value)).join(",");
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? harmless(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function joined(values: (string | undefined)[] | undefined): string {
  return [...new Set(values?.filter(Boolean))].join("; ");
}

type Row = Record<(typeof COLUMNS)[number], string | number | null | undefined>;

function valuesOf(data: PageData, claim: ClaimItem): Row {
  const report = data.reports[claim.report];
  const source = data.sources[claim.source];
  const dated = claim.events?.find((event) => event.from ?? event.to);
  return {
    claim_id: claim.id,
    report_id: report?.id,
    outlet: report?.outlet,
    published: report?.published,
    title: report?.title,
    url: report?.url,
    source: source?.name,
    source_kind: source?.kind,
    side: source?.side,
    role: source?.role,
    relays: joined(claim.relays),
    cue: claim.cue,
    manner: claim.manner,
    stance: claim.stance,
    certainty: claim.certainty,
    hedges: joined(claim.hedges),
    quote: claim.quote,
    event_types: joined(claim.events?.map((event) => event.type)),
    auxiliaries: joined(claim.events?.map((event) => event.auxiliary)),
    earliest: dated?.from,
    latest: dated?.to,
    places: joined(claim.places?.map((place) => data.places[place]?.name)),
    score: claim.score,
    judgements: joined(claim.verdicts),
  };
}
