import { expect, test } from "vitest";
import { columnsOf, type Facet } from "../src/columns";
import { choose, type Choice, type Filters } from "../src/filters";
import type { PageData } from "../src/data";
import { page } from "./page";

function choice(data: PageData, filters: Filters): Choice {
  const words = filters.words?.trim().toLowerCase() ?? "";
  return choose(columnsOf(data), filters, (claim) => data.claims[claim]!.quote.includes(words));
}

function chosen(data: PageData, filters: Filters): number[] {
  return choice(data, filters).claims;
}

function tally(data: PageData, filters: Filters, facet: Facet): [string, number][] {
  return choice(data, filters).tally(facet);
}

test("without filters every claim is chosen", () => {
  expect(chosen(page(), {})).toEqual([0, 1, 2]);
});

test("filters add up", () => {
  const data = page();
  expect(chosen(data, { source: "The ministry" })).toEqual([0, 2]);
  expect(chosen(data, { source: "The ministry", outlet: "South Post" })).toEqual([2]);
  expect(chosen(data, { words: " BRIDGE " })).toEqual([1]);
  expect(chosen(data, { place: "Kherson Oblast", stance: "deny" })).toEqual([]);
});

test("a source without a side can be asked for", () => {
  expect(chosen(page(), { side: "no side" })).toEqual([1]);
});

test("counts say what each further choice would leave, and ignore the facet's own filter", () => {
  const data = page();
  expect(tally(data, { outlet: "North Post" }, "outlet")).toEqual([["North Post", 2], ["South Post", 1]]);
  expect(tally(data, { outlet: "North Post" }, "stance")).toEqual([["assert", 1], ["deny", 1]]);
});

test("claims are found by the day on which it happened", () => {
  expect(chosen(page(), { day: "2022-11-11" })).toEqual([0]);
  expect(tally(page(), {}, "day")).toEqual([["2022-11-11", 1]]);
});

test("claims are found by how their events are told", () => {
  expect(chosen(page(), { auxiliary: "asserted" })).toEqual([0]);
  expect(chosen(page(), { auxiliary: "negated" })).toEqual([]);
});

test("a choice counts places and rows of the timeline", () => {
  const data = page();
  data.claims[0]!.events![0]!.row = 3;
  const found = choice(data, { source: "The ministry" });
  expect([...found.places(2)]).toEqual([2, 1]);
  expect([...found.rows()]).toEqual([3]);
  expect(found.dayOf(3)).toBe("2022-11-11");
  expect([...choice(data, { stance: "deny" }).rows()]).toEqual([]);
});
