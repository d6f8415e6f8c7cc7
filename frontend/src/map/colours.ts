/** The page's colours for the map. */

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
