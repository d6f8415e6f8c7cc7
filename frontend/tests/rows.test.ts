// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { row } from "../src/rows";
import { page } from "./page";

test("a row says who, what they do with it, and leads to the words", () => {
  const data = page();
  const item = row(data, data.claims[0]!);
  expect(item.querySelector(".name")?.textContent).toBe("The ministry");
  expect(item.querySelector("a")?.getAttribute("href")).toBe("#c-0-0");
  expect(item.textContent).toContain("withdrawal");
  expect(item.textContent).toContain("11 November 2022");
});

test("text of others stays text", () => {
  const data = page();
  const item = row(data, { ...data.claims[1]!, quote: "<img src=x onerror=alert(1)>" });
  expect(item.querySelector("img")).toBeNull();
  expect(item.querySelector(".name b")).toBeNull();
  expect(item.textContent).toContain("<b>A mayor</b>");
  expect(item.textContent).toContain("<img src=x onerror=alert(1)>");
});

test("hedged and denied claims say so in words", () => {
  const data = page();
  const item = row(data, data.claims[1]!);
  expect(item.className).toBe("row s-deny hedged");
  expect([...item.querySelectorAll(".chip")].map((c) => c.textContent)).toEqual(["denies", "possible"]);
});
