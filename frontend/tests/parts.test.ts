import { expect, test } from "vitest";
import { unpackColumns } from "../src/columns";
import { findLines, hash } from "../src/parts";

test("each line that has the words is found once", () => {
  const found: number[] = [];
  findLines("a fort\nnothing\nfort and fort\nfort", "fort", (line) => found.push(line));
  expect(found).toEqual([0, 2, 3]);
});

test("names are spread as the program spreads them", () => {
  expect([hash("a"), hash("foobar")]).toEqual([0xe40c292c, 0xbf9cf968]); // published values of FNV-1a
});



test("columns of one value and of several are read alike", () => {
  const one: [string[], null, number[]] = [["x", "y"], null, [1, 0]];
  const several: [string[], number[], number[]] = [["a", "b"], [2, 0], [0, 1]];
  const facets = { source: one, side: one, place: several, type: several, auxiliary: several, stance: one,
    certainty: one, outlet: one, day: several };
  const columns = unpackColumns({ report: [0, 0], facets, rows: several, spots: several });
  expect([...columns.facets.source.starts]).toEqual([0, 1, 2]);
  expect([...columns.facets.place.starts]).toEqual([0, 2, 2]);
});
