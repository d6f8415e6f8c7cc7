/** Bitemporal reading of control: what held at an instant, as the ledger knew it at another. */
import type { ControlPlace, ControlSpan } from "../data";

const DAY = 86_400_000;

/** Milliseconds of an ISO date or date-time; plain dates and unzoned times are read as UTC. */
export function instant(iso: string): number {
  if (iso.length <= 10) return Date.parse(`${iso}T00:00:00Z`);
  return Date.parse(/[Z+]|-\d\d:\d\d$/.test(iso.slice(10)) ? iso : `${iso}Z`);
}

/** The days of a range, as ISO dates, both ends included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  const end = instant(last.slice(0, 10));
  for (let at = instant(first.slice(0, 10)); at <= end; at += DAY)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** The state of a place at the end of the day `at`, as known at the end of the day `asOf`. */
export function stateAt(place: ControlPlace, at: string, asOf: string): ControlSpan | null {
  const world = instant(at) + DAY - 1;
  const ledger = instant(asOf) + DAY - 1;
  const found = place.spans.filter(
    (span) => within(span.from, span.to, world) && within(span.knownFrom, span.knownTo, ledger),
  );
  return found.at(-1) ?? null;
}

function within(from: string | undefined, to: string | undefined, at: number): boolean {
  return (from === undefined || instant(from) <= at) && (to === undefined || at < instant(to));
}
