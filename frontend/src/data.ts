/** The page's data, as `publish/page_data.py` writes it. Numbers that name things are indices. */
import type { Topology } from "topojson-specification";
import { clip } from "./dom";
import { unpacked } from "./packed";

/** Characters of a claim's words that lists and boxes show at most. */
const QUOTE = 420;

export type Stance = "assert" | "deny" | "decline" | "estimate" | "predict" | "demand";
export type Certainty = "certain" | "probable" | "possible" | "unknown";
export type ControlState = "held" | "contested" | "claimed" | "unknown";

export interface ReportItem {
  anchor: string;
  title: string;
  outlet: string;
  published: string | null;
}

export interface SourceItem {
  name: string;
  kind: string;
  side?: string;
  role?: string;
}

export interface EventItem {
  type: string;
  auxiliary: string;
  who?: string[];
  whom?: string[];
  where?: string[];
  when: string;
  from?: string;
  to?: string;
  precision?: number;
  basis: string;
  quantities?: string[];
  acled?: string;
}

export interface ClaimItem {
  anchor: string;
  report: number;
  quote: string;
  source: number;
  manner: string;
  stance: Stance;
  certainty: Certainty;
  score: number;
  hedged?: boolean;
  hedges?: string[];
  cue?: string;
  relays?: string[];
  within?: string;
  events?: EventItem[];
  places?: number[];
  verdicts?: string[];
}

export interface PlaceItem {
  anchor: string;
  name: string;
  lat: number;
  lon: number;
  /** UCDP where_prec, 1 to 7. */
  precision: number;
  km: number | null;
  area: string | null;
  country: string | null;
  claims: number[];
  /** The river that the place is, where its lines are known. */
  lines?: [number, number][][];
}

/** A point of dispute with all of its claims. */
export interface DisputeItem {
  claims: number[];
  kind: string;
}

export interface ControlSpan {
  from?: string;
  to?: string;
  knownFrom?: string;
  knownTo?: string;
  state: ControlState;
  controller?: string;
  sides?: string[];
  confidence: number;
  for?: number[];
  against?: number[];
  why?: string;
}

export interface ControlPlace {
  id: string;
  name: string;
  lat: number;
  lon: number;
  country: string | null;
  spans: ControlSpan[];
}

export interface ControlData {
  first: string;
  last: string;
  knownFirst: string;
  knownLast: string;
  sides: { side: string; name: string }[];
  places: ControlPlace[];
}

export type Labels = Record<string, Record<string, string>>;

export interface PageData {
  reports: ReportItem[];
  sources: SourceItem[];
  claims: ClaimItem[];
  places: PlaceItem[];
  disputes: DisputeItem[];
  labels: Labels;
  /** `names`: countries in the first view, named where there is room. */
  map: {
    box: [number, number, number, number];
    names: { name: string; at: [number, number] }[];
    topology: Topology | null;
  };
  control: ControlData | null;
  /** Where claims have pages of their own, the beginning of their addresses. */
  base?: string;
  /** The rectangle that the filter names: west, south, east, north. */
  rectangle?: [number, number, number, number];
}

/** Where the words of a claim stand: on this page, or on a page of their own. */
export function wordsAddress(data: PageData, claim: ClaimItem): string {
  return data.base ? `${data.base}${claim.anchor.replace(/^c-/, "")}` : `#${claim.anchor}`;
}

/** The data embedded in the page. */
export function readData(root: ParentNode = document): PageData {
  const data = completed(JSON.parse(unpacked("data", root)) as PageData);
  readMarks(data.claims, root);
  return data;
}

/** Takes from the marks in the texts what the data leaves to them: each claim's anchor and words. */
function readMarks(claims: ClaimItem[], root: ParentNode): void {
  const words = new Map<ClaimItem, string>();
  for (const mark of root.querySelectorAll<HTMLElement>("#reports [data-c]")) {
    const claim = claims[Number(mark.dataset["c"])];
    if (!claim) continue;
    if (mark.id) claim.anchor = mark.id;
    if (!claim.quote) words.set(claim, (words.get(claim) ?? "") + mark.textContent);
  }
  for (const [claim, text] of words) claim.quote = clip(text.replace(/\s+/g, " ").trim(), QUOTE);
}

/** Most claims are indirect, certain assertions of what happened: the page leaves that out. All
 * objects get their fields in one order, which engines reward. */
function completed(data: PageData): PageData {
  const usual = { anchor: "", quote: "", manner: "indirect", stance: "assert", certainty: "certain" } as const;
  const claims = data.claims.map((claim) => ({
    ...usual,
    ...claim,
    ...(claim.events && {
      events: claim.events.map((event) => ({ ...event, auxiliary: event.auxiliary ?? "asserted" })),
    }),
  }));
  return { ...data, claims };
}

/** One line on a claim, as `publish/report_text.py` writes it: who, what they do, how sure. */
export function summary(data: PageData, claim: ClaimItem): string {
  const source = data.sources[claim.source];
  const sure = label(data, "certainty", claim.certainty);
  if (claim.manner === "narration" && source?.kind === "outlet")
    return `${source.name}, in its own voice; ${sure}`;
  const role = source?.role ? ` (${source.role})` : "";
  return `${source?.name ?? ""}${role}: ${label(data, "stance", claim.stance)}; ${sure}`;
}

/** The words for a code, or the code. */
export function label(data: PageData, group: string, code: string): string {
  return data.labels[group]?.[code] ?? code;
}
