/** What the page holds deflated and in base64, as `publish/embed.py` packs it. */
import { unzlibSync } from "fflate";

/** The text packed into the element with this id. */
export function unpacked(id: string, root: ParentNode = document): string {
  const text = root.querySelector(`#${id}`)?.textContent;
  if (!text) throw new Error(`the page has lost its ${id}: build the dossier again`);
  return unpackedText(text);
}

/** The text that was deflated and written in base64. */
export function unpackedText(text: string): string {
  const packed = atob(text);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = packed.charCodeAt(i);
  return new TextDecoder().decode(unzlibSync(bytes));
}
