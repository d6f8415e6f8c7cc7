/** Words of the page's face in its language, from `publish/data/face/`. */

interface Face {
  lang: string;
  /** English to the face's words, where they differ. */
  words: Record<string, string>;
  /** Noun to its forms by the language's categories of number. */
  counts: Record<string, Record<string, string>>;
}

let face: Face = { lang: "en", words: {}, counts: {} };
let plurals = new Intl.PluralRules("en");

export function setFace(found: Face | undefined): void {
  if (!found) return;
  face = found;
  plurals = new Intl.PluralRules(found.lang);
}

/** These words in the page's language, with values for what stands in braces. */
export function say(text: string, values: Record<string, string | number> = {}): string {
  const words = face.words[text] ?? text;
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? figure(value) : value;
  });
}

/** A number as the page's language groups it. */
export function figure(number: number): string {
  return number.toLocaleString(face.lang);
}

/** "1 claim", "1,204 claims". */
export function count(number: number, noun: string): string {
  const forms = face.counts[noun];
  const form = forms?.[plurals.select(number)] ?? forms?.["other"];
  return form ? form.replace("{n}", figure(number)) : `${figure(number)} ${noun}${number === 1 ? "" : "s"}`;
}
