/** The page's colours for the map, and one colour and one hatching a side. */

export interface Palette {
  sea: string;
  river: string;
  land: string;
  border: string;
  ink: string;
  soft: string;
  ground: string;
  dot: string;
  area: string;
}

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    sea: get("sea"),
    river: get("river"),
    land: get("land"),
    border: get("border"),
    ink: get("ink"),
    soft: get("soft"),
    ground: get("ground"),
    dot: get("dot"),
    area: get("area"),
  };
}

/** Colours that people with any colour vision tell apart, for the sides in order (Okabe and Ito). */
const SIDES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#7f7f7f"];

export function sideColour(index: number): string {
  return SIDES[index % SIDES.length] ?? "#7f7f7f";
}
