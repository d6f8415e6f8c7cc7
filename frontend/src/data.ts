/** The page's data, as `publish/page_data.py` writes it. Numbers that name things are indices. */
import type { Choice } from "./filters";
import type { Topology } from "topojson-specification";
import { unpacked } from "./packed";
import { say, setFace } from "./say";

export type Stance = "assert" | "deny" | "decline" | "estimate" | "predict" | "demand";
export type Certainty = "certain" | "probable" | "possible" | "unknown";
export type ControlState = "held" | "contested" | "claimed" | "unknown";

export interface ReportItem {
  anchor: string;
  id: string;
  url?: string | null;
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
  /** Its row of the timeline. */
  row?: number;
  quantities?: string[];
  acled?: string;
}

export interface ClaimItem {
  id: string;
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
  /** How many claims name it. */
  count: number;
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
  before?: string;
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
  sides: { side: string; name: string; colour: string }[];
  places: ControlPlace[];
}

export type Labels = Record<string, Record<string, string>>;

/** A large dossier's parts in the folder beside it. */
export interface PartsItem {
  folder: string;
  /** How many reports there are. */
  reports: number;
  /** The first report and the first claim of each part. */
  firstReports: number[];
  firstClaims: number[];
  wordFiles: number;
  wordsEach: number;
  nameFiles: number;
}

export interface PageData {
  /** All claims of the dossier; `claims` has those that are on the page. */
  total: number;
  parts?: PartsItem | null;
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

/** Where the words of a claim stand: on this page, in a part of it, or on a page of their own. */
export function wordsAddress(data: PageData, index: number): string {
  const claim = data.claims[index];
  if (!claim) return `#n-${index}`;
  return data.base ? `${data.base}${claim.anchor.replace(/^c-/, "")}` : `#${claim.anchor}`;
}

/** The data embedded in the page. */
export function readData(root: ParentNode = document): PageData {
  const raw = JSON.parse(unpacked("data", root)) as PageData & { face?: Parameters<typeof setFace>[0] };
  setFace(raw.face);
  const data = { ...raw, claims: raw.claims.map(completedClaim) };
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
    claim.id ||= mark.id.replace(/^c-/, "");
    if (!claim.quote) words.set(claim, (words.get(claim) ?? "") + mark.textContent);
  }
  for (const [claim, text] of words) claim.quote = text.replace(/\s+/g, " ").trim();
}

/** Most claims are indirect, certain assertions of what happened: the page leaves that out. All
 * objects get their fields in one order, which engines reward. */
export function completedClaim(claim: ClaimItem): ClaimItem {
  const usual = {
    id: "", anchor: "", quote: "", manner: "indirect", stance: "assert", certainty: "certain",
  } as const;
  const events = claim.events?.map((event) => ({ ...event, auxiliary: event.auxiliary ?? "asserted" }));
  return { ...usual, ...claim, ...(events && { events }) };
}

/** One line on a claim, as `publish/report_text.py` writes it: who, what they do, how sure. */
export function summary(data: PageData, claim: ClaimItem): string {
  const source = data.sources[claim.source];
  const sure = label(data, "certainty", claim.certainty);
  if (claim.manner === "narration" && source?.kind === "outlet")
    return say("{source}, in its own voice; {sure}", { source: source.name, sure });
  const role = source?.role ? ` (${source.role})` : "";
  return `${source?.name ?? ""}${role}: ${label(data, "stance", claim.stance)}; ${sure}`;
}

/** The words for a code, or the code. */
export function label(data: PageData, group: string, code: string): string {
  return data.labels[group]?.[code] ?? code;
}

declare global {
  interface Window {
    /** What the page's scripts share; `choice`: what its filter leaves. */
    dateline?: { data: PageData; choice?: Choice };
  }
}
