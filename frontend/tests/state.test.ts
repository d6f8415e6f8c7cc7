import { expect, test } from "vitest";
import { formatHash, parseHash } from "../src/state";

test("an anchor alone stays as it is", () => {
  expect(parseHash("#c-clm-1f")).toEqual({ anchor: "c-clm-1f", values: {} });
  expect(formatHash({ anchor: "c-clm-1f", values: {} })).toBe("#c-clm-1f");
});

test("values survive the way through the address", () => {
  const state = { anchor: "who", values: { source: "Мер & Co = #1", words: "50% of it" } };
  expect(parseHash(formatHash(state))).toEqual(state);
});

test("empty values are left out and broken escapes are kept as text", () => {
  expect(formatHash({ anchor: "who", values: { side: "" } })).toBe("#who");
  expect(parseHash("#who&words=50%").values).toEqual({ words: "50%" });
});
