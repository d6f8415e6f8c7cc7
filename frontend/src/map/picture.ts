/** The map as a picture to keep, with what it shows written beneath. */
import type { Map as LiveMap } from "maplibre-gl";
import { palette } from "./colours";

const CREDIT = "Dateline. Countries and water: Natural Earth. Places: GeoNames, CC BY 4.0.";

export function savePicture(map: LiveMap, caption: string): void {
  const from = map.getCanvas();
  const scale = from.width / from.clientWidth;
  const lines = [document.title, caption, CREDIT].filter((line) => line !== "");
  const foot = Math.round((lines.length * 18 + 14) * scale);
  const canvas = document.createElement("canvas");
  canvas.width = from.width;
  canvas.height = from.height + foot;
  const context = canvas.getContext("2d");
  if (!context) return;
  const colours = palette();
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(from, 0, 0);
  context.fillStyle = colours.ink;
  lines.forEach((line, i) => {
    context.font = `${i === 0 ? 600 : 400} ${12 * scale}px system-ui, sans-serif`;
    context.fillText(line, 10 * scale, from.height + (20 + i * 18) * scale, canvas.width - 20 * scale);
  });
  canvas.toBlob((blob) => blob && download(blob, "map.png"));
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
