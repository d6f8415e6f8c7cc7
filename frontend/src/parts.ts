/** A large dossier's claims and texts, from the folder beside the page. Script elements bring them,
 * for a page opened from disk may read no file; each calls `datelinePart` with packed data. */
import { type Columns, type PackedColumns, unpackColumns } from "./columns";
import { type ClaimItem, completedClaim, type PageData, type PartsItem, type ReportItem, type SourceItem } from "./data";
import { byId, h } from "./dom";
import { unpackedText } from "./packed";
import { say } from "./say";
import type { Says, Store } from "./store";

/** Reports with their marked texts and claims, as `publish/parts.py` writes them. */
interface Part {
  html: string;
  reports: ReportItem[];
  claims: ClaimItem[];
  sources: [number, SourceItem][];
}

declare global {
  interface Window {
    datelinePart?: (name: string, packed: string) => void;
  }
}

export class PartStore implements Store {
  readonly whole = false;
  private readonly waiting = new Map<string, (packed: string) => void>();
  private readonly loaded = new Map<string, Promise<unknown>>();
  private readonly words: string[] = [];
  private made: Promise<Columns> | null = null;

  constructor(
    private readonly data: PageData,
    private readonly parts: PartsItem,
  ) {
    window.datelinePart = (name, packed) => this.waiting.get(name)?.(packed);
    byId("texts").addEventListener("toggle", (event) => this.toggled(event), true);
  }

  columns(): Promise<Columns> {
    this.made ??= this.load<PackedColumns>("columns").then(unpackColumns);
    return this.made;
  }

  async search(words: string, progress: (share: number) => void): Promise<Says> {
    const wanted = words.trim().toLowerCase();
    if (!wanted) return () => true;
    const found = new Set<number>();
    const { wordFiles, wordsEach } = this.parts;
    for (let file = 0; file < wordFiles; file += 1) {
      const name = `words-${file}`;
      this.words[file] ??= (await this.load<string>(name, false)).toLowerCase();
      this.loaded.delete(name); // kept folded alone: both forms would be twice the memory
      progress((file + 1) / wordFiles);
      findLines(this.words[file] as string, wanted, (line) => found.add(file * wordsEach + line));
    }
    return (claim) => found.has(claim);
  }

  async need(claims: number[]): Promise<void> {
    const parts = new Set(claims.map((claim) => partOf(this.parts.firstClaims, claim)));
    await Promise.all([...parts].map((part) => this.part(part)));
  }

  async find(anchor: string): Promise<string | null> {
    const [kind = "", rest = ""] = [anchor.slice(0, 2), anchor.slice(2)];
    if (kind === "r-") return this.shown(partOf(this.parts.firstReports, Number(rest) - 1), anchor);
    const claim = kind === "n-" ? Number(rest) : kind === "c-" ? await this.claimCalled(rest) : null;
    if (claim === null) return document.getElementById(anchor) ? anchor : null;
    const part = partOf(this.parts.firstClaims, claim);
    await this.part(part);
    return this.shown(part, this.data.claims[claim]?.anchor ?? anchor);
  }

  /** The number of the claim of a name, from the list that its name belongs to. */
  private async claimCalled(name: string): Promise<number | null> {
    const list = await this.load<Record<string, number>>(`names-${hash(name) % this.parts.nameFiles}`);
    return list[name] ?? null;
  }

  private async shown(part: number, anchor: string): Promise<string | null> {
    const box = document.querySelector<HTMLElement>(`[data-part="${part}"]`);
    if (!box || !(await this.texts(part, box))) return null;
    return document.getElementById(anchor) ? anchor : null;
  }

  private toggled(event: Event): void {
    const box = event.target;
    if (!(box instanceof HTMLDetailsElement) || !box.open) return;
    const part = box.dataset["part"];
    if (part !== undefined) void this.texts(Number(part), box);
  }

  /** Puts the texts of a part into its box, once; the marks of its claims with them. */
  private async texts(number: number, box: HTMLElement): Promise<boolean> {
    if (box.dataset["filled"]) return true;
    const waiting = h("p", { class: "empty", role: "status" }, say("Loading…"));
    box.append(waiting);
    try {
      const part = await this.part(number);
      if (!box.dataset["filled"]) box.insertAdjacentHTML("beforeend", part.html);
      box.dataset["filled"] = "1";
    } catch {
      box.append(h("p", { class: "empty", role: "alert" }, say("This part is not beside the page: keep the folder {folder} with it.",
        { folder: this.parts.folder })));
      return false;
    } finally {
      waiting.remove();
    }
    document.dispatchEvent(new CustomEvent("dateline:texts"));
    return true;
  }

  private async part(number: number): Promise<Part> {
    const part = await this.load<Part>(`reports-${number}`);
    const firstClaim = this.parts.firstClaims[number] ?? 0;
    if (this.data.claims[firstClaim] || part.claims.length === 0) return part;
    part.claims.forEach((claim, i) => (this.data.claims[firstClaim + i] = completedClaim(claim)));
    part.reports.forEach((report, i) => (this.data.reports[(this.parts.firstReports[number] ?? 0) + i] = report));
    for (const [index, source] of part.sources) this.data.sources[index] = source;
    return part;
  }

  private load<T>(name: string, json = true): Promise<T> {
    const known = this.loaded.get(name);
    if (known) return known as Promise<T>;
    const coming = new Promise<T>((resolve, reject) => {
      const script = h("script", { src: `${this.parts.folder}/${name}.js` });
      this.waiting.set(name, (packed) => {
        const text = unpackedText(packed);
        resolve((json ? JSON.parse(text) : text) as T);
      });
      script.addEventListener("load", () => script.remove());
      script.addEventListener("error", () => {
        this.loaded.delete(name);
        script.remove();
        reject(new Error(`no ${name}`));
      });
      document.head.append(script);
    }).finally(() => this.waiting.delete(name));
    this.loaded.set(name, coming);
    return coming;
  }
}

/** The part that a number belongs to: the last that begins no later. */
function partOf(firsts: number[], number: number): number {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((firsts[middle] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Calls with the number of each line that holds the words. */
export function findLines(text: string, words: string, found: (line: number) => void): void {
  let [line, at] = [0, 0];
  for (let hit = text.indexOf(words); hit >= 0; hit = text.indexOf(words, at)) {
    for (let end = text.indexOf("\n", at); end >= 0 && end < hit; end = text.indexOf("\n", at)) {
      line += 1;
      at = end + 1;
    }
    found(line);
    const end = text.indexOf("\n", hit);
    if (end < 0) return;
    line += 1;
    at = end + 1;
  }
}

/** FNV-1a of 32 bits over UTF-8, as `publish/parts.py` has it. */
export function hash(name: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
