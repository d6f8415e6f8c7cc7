/** A small page of data for tests; all names are invented. */
import type { PageData } from "../src/data";

export function page(): PageData {
  return {
    total: 3,
    reports: [
      { anchor: "r-1", id: "rep-1", title: "One", outlet: "North Post", published: "2022-11-11" },
      { anchor: "r-2", id: "rep-2", title: "Two", outlet: "South Post", published: "2022-11-12" },
    ],
    sources: [
      { name: "The ministry", kind: "institution", side: "Russia" },
      { name: "<b>A mayor</b>", kind: "person" },
    ],
    claims: [
      claim(0, 0, "the withdrawal is finished", { places: [0], events: [event("territory.left")] }),
      claim(0, 1, "the bridge is gone", { stance: "deny", certainty: "possible", hedged: true }),
      claim(1, 0, "nobody was left behind", { places: [0, 1] }),
    ],
    places: [place("Kherson", 1), place("Kherson Oblast", 4)],
    disputes: [{ claims: [0, 1], kind: "whether it happened" }],
    labels: { stance: { deny: "denies" }, event: { "territory.left": "withdrawal" } },
    map: { box: [30, 45, 35, 48], names: [], topology: null },
    control: null,
  };
}

function claim(report: number, source: number, quote: string, more = {}): PageData["claims"][0] {
  return {
    id: `clm-${report}-${source}`, anchor: `c-${report}-${source}`, report, quote, source, manner: "indirect",
    stance: "assert", certainty: "certain", score: 0.9, ...more,
  };
}

function event(type: string): NonNullable<PageData["claims"][0]["events"]>[0] {
  return { type, auxiliary: "asserted", when: "11 November 2022", from: "2022-11-11", basis: "stated" };
}

function place(name: string, precision: number): PageData["places"][0] {
  return {
    anchor: `p-${name}`, name, lat: 46.6, lon: 32.6, precision, km: precision === 1 ? null : 85,
    area: null, country: "UA", count: 1,
  };
}
