/** Saves the map as a picture: a drawing (SVG), or dots (PNG) as many as were chosen. */
import { saveFile } from "../save";
import type { Picture } from "./drawing";

/** `form`: "svg", or the width of a PNG in dots. */
export async function savePicture(picture: Picture, form: string): Promise<void> {
  const drawing = new Blob([picture.svg], { type: "image/svg+xml" });
  if (form === "svg") return saveFile(drawing, "map.svg");
  const dots = await inDots(drawing, picture, Number(form));
  if (dots) saveFile(dots, "map.png");
}

async function inDots(drawing: Blob, { width, height }: Picture, wide: number): Promise<Blob | null> {
  const address = URL.createObjectURL(drawing);
  try {
    const image = new Image(wide, Math.round((wide * height) / width));
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext("2d")?.drawImage(image, 0, 0, image.width, image.height);
    return await new Promise((done) => canvas.toBlob(done));
  } finally {
    URL.revokeObjectURL(address);
  }
}
