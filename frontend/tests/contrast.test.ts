import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../src/styles/colours.css", import.meta.url), "utf8");
const themes = [...css.matchAll(/\{([^{}]*--ground[^{}]*)\}/g)].map((found) => variables(found[1]!));

function variables(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((f) => [f[1], f[2]]));
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255);
  const [r, g, b] = parts.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

test("there is a light theme, a dark one and the system's dark one, which agree", () => {
  expect(themes).toHaveLength(3);
  expect(themes[1]).toEqual(themes[2]);
});

const TEXT = ["ink", "soft", "link", "assert", "deny", "decline", "estimate", "predict", "demand", "own"];

test.each(TEXT)("%s is readable on the page and on raised ground (WCAG AA)", (name) => {
  for (const theme of themes)
    for (const ground of ["ground", "raised"])
      expect(contrast(theme[name]!, theme[ground]!)).toBeGreaterThanOrEqual(4.5);
});
