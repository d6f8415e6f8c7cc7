/** A claim as a newsroom cites it: words, source, outlet, day, address, claim id. */
import { type ClaimItem, label, type PageData } from "./data";
import { say } from "./say";

export function citation(data: PageData, claim: ClaimItem): string {
  const report = data.reports[claim.report];
  const source = data.sources[claim.source];
  const own = claim.manner === "narration" && source?.kind === "outlet";
  const said = own ? "" : `${source?.name ?? ""} (${label(data, "stance", claim.stance)})`;
  const parts = [
    `\u201c${claim.quote}\u201d`,
    said,
    [report?.outlet, report?.title && `\u201c${report.title}\u201d`].filter(Boolean).join(", "),
    report?.published?.slice(0, 10) ?? say("day not stated"),
    report?.url ?? "",
    `Dateline ${claim.id}`,
  ];
  return parts.filter(Boolean).join(". ");
}

/** Puts a text on the clipboard; pages opened from disk may not have the modern way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "offscreen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
