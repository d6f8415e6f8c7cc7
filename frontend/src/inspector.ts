/** What is known of the chosen claim, beside its words. */
import { type ClaimItem, type EventItem, label, type PageData } from "./data";
import { citation, copyText } from "./cite";
import { byId, clip, h } from "./dom";
import { say } from "./say";
import { chips, eventWords, who } from "./rows";

export class Inspector {
  private readonly box = byId("inspector");
  private returnTo: HTMLElement | null = null;

  constructor(private readonly data: PageData) {
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  get open(): boolean {
    return this.box.classList.contains("open");
  }

  /** Where the box begins when it lies over the page, as on a phone; else null. */
  get over(): number | null {
    return getComputedStyle(this.box).position === "fixed" ? this.box.getBoundingClientRect().top : null;
  }

  show(index: number, from: HTMLElement | null): void {
    const claim = this.data.claims[index];
    if (!claim) return;
    this.returnTo = from;
    const close = h("button", { type: "button", class: "close", "aria-label": say("Close") }, "×");
    close.addEventListener("click", () => this.close());
    this.box.replaceChildren(close, ...this.parts(claim, index));
    this.box.classList.add("open");
    this.box.scrollTop = 0;
  }

  close(): void {
    this.box.classList.remove("open");
    this.box.replaceChildren();
    this.returnTo?.focus();
    this.returnTo = null;
    document.dispatchEvent(new CustomEvent("dateline:closed"));
  }

  private parts(claim: ClaimItem, index: number): Node[] {
    const report = this.data.reports[claim.report];
    return [
      h("p", { class: "row-who" }, ...who(this.data, claim), " ", ...chips(this.data, claim)),
      h("blockquote", { dir: "auto", class: `s-${claim.stance}` }, clip(claim.quote, 420)),
      this.facts(claim),
      ...(claim.events ?? []).map((event) => this.event(event)),
      ...this.disputes(index),
      h(
        "p",
        { class: "row-meta" },
        h("a", { href: `#${claim.anchor}` }, say("the words")),
        h("a", { href: `#${report?.anchor ?? ""}` }, say("the report")),
        h("span", { title: say("The program's own confidence") }, say("score {score}", { score: claim.score.toFixed(2) })),
      ),
      this.citing(claim),
    ];
  }

  private citing(claim: ClaimItem): HTMLElement {
    const button = h("button", { type: "button", class: "copycite" }, say("Copy citation"));
    button.addEventListener("click", () => {
      void copyText(citation(this.data, claim)).then((done) => {
        button.textContent = done ? say("Copied") : say("The browser allows no copying");
      });
    });
    return button;
  }

  private facts(claim: ClaimItem): HTMLElement {
    const source = this.data.sources[claim.source];
    const list = h("dl");
    const add = (name: string, value: string | undefined): void => {
      if (value) list.append(h("div", {}, h("dt", {}, name), h("dd", { dir: "auto" }, value)));
    };
    add(say("Source"), source?.role);
    add(say("Manner"), label(this.data, "manner", claim.manner));
    add(say("Cue"), claim.cue);
    add(say("Hedged by"), claim.hedges?.join("; "));
    add(say("Carried by"), claim.relays?.join(say(", then ")));
    add(say("Outlet"), this.data.reports[claim.report]?.outlet);
    return list;
  }

  private event(event: EventItem): HTMLElement {
    const line = (name: string, values: string[] | undefined): Node | null =>
      values?.length ? h("div", {}, h("dt", {}, name), h("dd", { dir: "auto" }, values.join(", "))) : null;
    return h(
      "div",
      { class: "event" },
      h("h3", {}, eventWords(this.data, event)),
      h(
        "dl",
        {},
        line(say("Who"), event.who),
        line(say("To whom"), event.whom),
        line(say("Where"), event.where),
        line(say("When"), [`${event.when} (${event.basis})`]),
        line(say("How many"), event.quantities),
        line("ACLED", event.acled ? [event.acled] : undefined),
      ),
    );
  }

  private disputes(index: number): Node[] {
    return this.data.disputes.flatMap((dispute, number) => {
      if (!dispute.claims.includes(index)) return [];
      const words = say("Contradicted: {kind}", { kind: dispute.kind });
      return [h("p", { class: "disputed-by" }, h("a", { href: `#d-${number + 1}` }, words))];
    });
  }
}
