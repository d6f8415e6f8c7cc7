/** Hatchings, drawn into images that tile. */

const SIZE = 16;

/** Diagonal lines on a transparent ground; two colours alternate, as where two sides contest. */
export function hatching(colours: string[], width = 2): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas to draw on");
  const step = SIZE / Math.max(2, colours.length);
  context.lineWidth = width;
  for (let i = -SIZE, n = 0; i <= SIZE; i += step, n += 1) {
    context.strokeStyle = colours[n % colours.length] ?? "#000";
    context.beginPath();
    context.moveTo(i - 2, SIZE + 2);
    context.lineTo(i + SIZE + 2, -2);
    context.stroke();
  }
  return context.getImageData(0, 0, SIZE, SIZE);
}
