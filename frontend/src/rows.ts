/** Rows of claims, as `templates/parts.html.j2` writes them for readers without JavaScript. */
import { type ClaimItem, type EventItem, label, type PageData } from "./data";
import { clip, h } from "./dom";

export function who(data: PageData, claim: ClaimItem): Node[] {
  const source = data.sources[claim.source];
  if (!source) return [];
  const side = source.side ?? label(data, "source", source.kind);
  return [
    h("b", { class: "name", dir: "auto" }, h("bdi", {}, clip(source.name, 80))),
    document.createTextNode(" "),
    h("span", { class: "side" }, side),
  ];
}

export function chips(data: PageData, claim: ClaimItem): Node[] {
  const sure = claim.certainty !== "certain";
  return [
    h("span", { class: `chip s-${claim.stance}` }, label(data, "stance", claim.stance)),
    ...(sure ? [h("span", { class: "chip sure" }, label(data, "certainty", claim.certainty))] : []),
    ...(claim.verdicts ?? []).map((verdict) => h("span", { class: "chip verdict" }, verdict)),
  ];
}

export function words(claim: ClaimItem, limit = 320): HTMLElement {
  return h("a", { href: `#${claim.anchor}`, dir: "auto" }, clip(claim.quote, limit));
}

export function eventWords(data: PageData, event: EventItem): string {
  const type = label(data, "event", event.type);
  const mode = label(data, "auxiliary", event.auxiliary);
  return event.auxiliary === "asserted" ? type : `${type} (${mode})`;
}

export function row(data: PageData, claim: ClaimItem): HTMLElement {
  const time = claim.events?.find((event) => event.from ?? event.to)?.when;
  const outlet = data.reports[claim.report]?.outlet;
  const named = outlet !== data.sources[claim.source]?.name;
  const meta = h("p", { class: "row-meta" }, named && h("bdi", {}, outlet));
  for (const event of claim.events ?? []) meta.append(h("span", {}, eventWords(data, event)));
  for (const place of claim.places ?? [])
    meta.append(h("span", {}, h("bdi", {}, data.places[place]?.name)));
  if (time) meta.append(h("span", {}, time));
  return h(
    "li",
    { class: `row s-${claim.stance}${claim.hedged ? " hedged" : ""}` },
    h("p", { class: "row-who" }, ...who(data, claim), " ", ...chips(data, claim)),
    h("p", { class: "row-words" }, words(claim)),
    meta,
  );
}
