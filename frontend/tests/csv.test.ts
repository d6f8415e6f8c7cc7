import { expect, test } from "vitest";
import { citation } from "../src/cite";
import { csvOf, harmless } from "../src/csv";
import { page } from "./page";

test.each([
  ["=1+1", "'=1+1"], ["-5", "-5"], ["+cmd", "'+cmd"], ["@x", "'@x"], ["\ttext", "'\ttext"],
  ["\u200b=1", "'\u200b=1"], ["\uff1d1", "'\uff1d1"], ["said", "said"], ["a\0b", "ab"],
])("a spreadsheet runs nothing of %j", (text, cell) => {
  expect(harmless(text)).toBe(cell);
});

test("each claim is one row; words with quotes, commas and line ends stay whole", () => {
  const data = page();
  data.claims[0]!.quote = 'he said "no", then\nleft';
  data.claims[1]!.quote = "=HYPERLINK(1)";
  const text = csvOf(data, data.claims);
  expect(text.split("\r\n")).toHaveLength(5);
  expect(text.startsWith("claim_id,report_id,outlet,")).toBe(true);
  expect(text).toContain('"he said ""no"", then\nleft"');
  expect(text).toContain(",'=HYPERLINK(1),");
  expect(text).toContain("clm-0-0,rep-1,North Post,2022-11-11,One,,The ministry,institution,Russia");
});

test("a citation has words, source, outlet, day and id", () => {
  const data = page();
  expect(citation(data, data.claims[1]!)).toBe(
    "\u201cthe bridge is gone\u201d. <b>A mayor</b> (denies). North Post, \u201cOne\u201d. 2022-11-11. Dateline clm-0-1",
  );
});
