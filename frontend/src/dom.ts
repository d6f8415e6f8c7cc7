/** Elements made without markup: text is only ever text. */

type Child = Node | string | null | undefined | false;

/** An element with attributes and children; null and false children are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) if (child) element.append(child);
  return element;
}

/** The element with this id, or an error that says which is missing. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

/** At most `limit` characters, cut at a word where one is near. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1);
  const cut = head.lastIndexOf(" ");
  return `${(cut > (limit * 2) / 3 ? head.slice(0, cut) : head).trimEnd()}…`;
}
