// @vitest-environment happy-dom
import { zlibSync } from "fflate";
import { expect, test } from "vitest";
import { readData } from "../src/data";
import { unpacked } from "../src/packed";
import { page } from "./page";

function pack(text: string): string {
  return btoa(String.fromCharCode(...zlibSync(new TextEncoder().encode(text))));
}

function holder(id: string, text: string): HTMLElement {
  const root = document.createElement("div");
  const script = document.createElement("script");
  script.type = "text/plain";
  script.id = id;
  script.textContent = text;
  root.append(script);
  return root;
}

test("what was packed comes back, in every script", () => {
  const text = "</script> & Дмитрий Песков, قال المحافظ 🕊";
  expect(unpacked("data", holder("data", pack(text)))).toBe(text);
});

test("a page without its data says what to do", () => {
  expect(() => unpacked("data", holder("data", ""))).toThrow("the page has lost its data: build the dossier again");
});

test("a claim's anchor and words are those of its mark, also where the mark is in pieces", () => {
  const data = page();
  const claims = data.claims.map(({ anchor: _, quote: __, ...claim }) => claim);
  const root = holder("data", pack(JSON.stringify({ ...data, claims: [claims[0], claims[1], { ...claims[2], quote: "two … parts" }] })));
  const reports = document.createElement("section");
  reports.id = "reports";
  reports.innerHTML =
    '<span data-c="0" id="c-a">It <span data-c="1" id="c-b">is</span></span><span data-c="1"> in\n pieces</span>' +
    '<span data-c="2" id="c-c">two</span>';
  root.append(reports);
  const read = readData(root).claims;
  expect(read.map((claim) => claim.anchor)).toEqual(["c-a", "c-b", "c-c"]);
  expect(read.map((claim) => claim.quote)).toEqual(["It is", "is in pieces", "two … parts"]);
  expect(read.map((claim) => claim.stance)).toEqual(["assert", "deny", "assert"]);
});
