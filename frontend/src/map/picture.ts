/** The map as a picture to print, with what it shows and its key written beneath. */
import type { Map as LiveMap } from "maplibre-gl";
import { palette } from "./colours";

const CREDIT = "Dateline. Countries and water: Natural Earth. Places: GeoNames, CC BY 4.0.";
const LINE = 18;
const MARGIN = 10;
/** Dots to a point of the page: enough for print at the size of a column. */
const SCALE = 3;

export interface KeyItem {
  words: string;
  /** Null: hatched in black. */
  colour: string | null;
}

/** Draws the map once more in fine dots, and saves it. */
export function savePicture(map: LiveMap, caption: string, key: KeyItem[]): void {
  const usual = map.getPixelRatio();
  map.once("idle", () => {
    const picture = drawn(map.getCanvas(), caption, key);
    map.setPixelRatio(usual);
    picture?.toBlob((blob) => blob && download(blob, "map.png"));
  });
  map.setPixelRatio(SCALE);
  map.triggerRepaint();
}

function drawn(from: HTMLCanvasElement, caption: string, key: KeyItem[]): HTMLCanvasElement | null {
  const scale = from.width / from.clientWidth;
  const lines = [document.title, caption, CREDIT].filter((line) => line !== "");
  const canvas = document.createElement("canvas");
  canvas.width = from.width;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.font = font(scale);
  const rows = wrapped(pen, key, (from.width / scale - 2 * MARGIN) * scale, scale);
  canvas.height = from.height + Math.round(((lines.length + rows.length) * LINE + 14) * scale);
  const colours = palette();
  pen.fillStyle = colours.ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(from, 0, 0);
  let y = from.height + 20 * scale;
  for (const row of rows) {
    swatches(pen, row, y, scale);
    y += LINE * scale;
  }
  lines.forEach((line, i) => {
    pen.font = font(scale, i === 0 ? 600 : 400);
    pen.fillStyle = colours.ink;
    pen.fillText(line, MARGIN * scale, y + i * LINE * scale, canvas.width - 2 * MARGIN * scale);
  });
  return canvas;
}

function font(scale: number, weight = 400): string {
  return `${weight} ${12 * scale}px system-ui, sans-serif`;
}

function width(pen: CanvasRenderingContext2D, item: KeyItem, scale: number): number {
  return pen.measureText(item.words).width + 40 * scale;
}

/** The key in rows that fit the picture. */
function wrapped(pen: CanvasRenderingContext2D, key: KeyItem[], room: number, scale: number): KeyItem[][] {
  const rows: KeyItem[][] = [];
  let left = 0;
  for (const item of key) {
    const needed = width(pen, item, scale);
    if (rows.length === 0 || needed > left) {
      rows.push([]);
      left = room;
    }
    rows.at(-1)?.push(item);
    left -= needed;
  }
  return rows;
}

function swatches(pen: CanvasRenderingContext2D, row: KeyItem[], y: number, scale: number): void {
  let x = MARGIN * scale;
  const { ink } = palette();
  pen.font = font(scale);
  for (const item of row) {
    const [w, h] = [18 * scale, 11 * scale];
    pen.save();
    pen.beginPath();
    pen.rect(x, y - 10 * scale, w, h);
    pen.clip();
    if (item.colour) {
      pen.fillStyle = item.colour;
      pen.fillRect(x, y - 10 * scale, w, h);
    } else {
      pen.strokeStyle = ink;
      pen.lineWidth = 2 * scale;
      for (let at = -h; at < w; at += 6 * scale) {
        pen.moveTo(x + at, y + scale);
        pen.lineTo(x + at + h, y - 10 * scale);
      }
      pen.stroke();
    }
    pen.restore();
    pen.fillStyle = ink;
    pen.fillText(item.words, x + 24 * scale, y);
    x += width(pen, item, scale);
  }
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
