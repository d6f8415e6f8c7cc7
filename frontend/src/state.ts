/** The page's state in its address: `#anchor` and, after it, `&name=value`. */

export interface PageState {
  anchor: string;
  values: Record<string, string>;
}

export function parseHash(hash: string): PageState {
  const [anchor = "", ...pairs] = hash.replace(/^#/, "").split("&");
  const values: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at > 0) values[decode(pair.slice(0, at))] = decode(pair.slice(at + 1));
  }
  return { anchor: decode(anchor), values };
}

export function formatHash(state: PageState): string {
  const pairs = Object.entries(state.values)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `&${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const whole = encodeURIComponent(state.anchor) + pairs.join("");
  return whole ? `#${whole}` : "";
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

/** Changes the address without a jump and without a new entry in the history. */
export function remember(change: { anchor?: string; values?: Record<string, string> }): void {
  const now = parseHash(location.hash);
  const next = {
    anchor: change.anchor ?? now.anchor,
    values: { ...now.values, ...change.values },
  };
  const hash = formatHash(next);
  history.replaceState(null, "", hash || location.pathname + location.search);
}
