/** Where claims and texts come from: all from the page, or by need from the folder beside it. */
import { type Columns, columnsOf } from "./columns";
import type { PageData } from "./data";
import { PartStore } from "./parts";

export type Says = (claim: number) => boolean;

export interface Store {
  /** Whether everything is on the page. */
  readonly whole: boolean;
  columns(): Promise<Columns>;
  /** Which claims have these words; tells how far it is, from 0 to 1. */
  search(words: string, progress: (share: number) => void): Promise<Says>;
  /** Brings these claims into `data.claims`. */
  need(claims: number[]): Promise<void>;
  /** Brings the text that holds an anchor onto the page; its true anchor, null where there is none. */
  find(anchor: string): Promise<string | null>;
}

export function storeOf(data: PageData): Store {
  return data.parts ? new PartStore(data, data.parts) : new WholeStore(data);
}

class WholeStore implements Store {
  readonly whole = true;
  private made: Columns | null = null;
  private folded: string[] | null = null;

  constructor(private readonly data: PageData) {}

  async columns(): Promise<Columns> {
    this.made ??= columnsOf(this.data);
    return this.made;
  }

  async search(words: string): Promise<Says> {
    const wanted = words.trim().toLowerCase();
    if (!wanted) return () => true;
    this.folded ??= this.data.claims.map((claim) => claim.quote.toLowerCase());
    const { folded } = this;
    return (claim) => folded[claim]?.includes(wanted) ?? false;
  }

  async need(): Promise<void> {}

  async find(anchor: string): Promise<string | null> {
    return document.getElementById(anchor) ? anchor : null;
  }
}
