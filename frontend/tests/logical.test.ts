import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../src/styles/", import.meta.url);
const own = readdirSync(folder).filter((name) => name !== "maplibre.css");
/** Where a script sets places in pixels of the screen, which run from the left in every language. */
const SCREEN = /#tip \{[^}]*\}/g;

test.each(own)("%s names no side of the screen: the page may run from the right", (name) => {
  const css = readFileSync(new URL(name, folder), "utf8").replace(SCREEN, "");
  expect(css.match(/[\w-]*(?:margin|padding|border)-(?:left|right)[\w-]*:|[{;\s](?:left|right):|(?:text-align|float): (?:left|right)/g)).toBeNull();
});
