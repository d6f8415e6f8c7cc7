/** What of a cell lies on its place's own side of a river: who holds a town holds no other bank. */
import type { Position } from "geojson";

type Segment = [Position, Position];

const STEPS = 180;

/** What is seen of a convex ring from a point in it, where lines hide what is behind; closed. */
export function sight(ring: Position[], eye: Position, lines: Position[][]): Position[] {
  const edges = segments([ring]);
  const walls = segments(lines).filter((wall) => touch(wall, ring));
  if (walls.length === 0) return ring;
  const corners = [...ring, ...walls.flat()].map((p) => Math.atan2(y(p) - y(eye), x(p) - x(eye)));
  const around = Array.from({ length: STEPS }, (_, i) => (2 * Math.PI * i) / STEPS - Math.PI);
  const points = [...corners, ...around].sort((a, b) => a - b).map((angle): Position => {
    const ahead: Position = [Math.cos(angle), Math.sin(angle)];
    const far = Math.min(...[...edges, ...walls].map((one) => distance(eye, ahead, one)));
    return Number.isFinite(far) ? [x(eye) + far * x(ahead), y(eye) + far * y(ahead)] : eye;
  });
  return [...points, points[0] as Position];
}

/** How far along a ray a segment is met; infinite where it is not. */
function distance(from: Position, ahead: Position, [a, b]: Segment): number {
  const [dx, dy] = [x(b) - x(a), y(b) - y(a)];
  const turn = x(ahead) * dy - y(ahead) * dx;
  if (Math.abs(turn) < 1e-12) return Infinity;
  const [ox, oy] = [x(a) - x(from), y(a) - y(from)];
  const along = (ox * dy - oy * dx) / turn;
  const share = (ox * y(ahead) - oy * x(ahead)) / turn;
  return along > 0 && share >= -1e-9 && share <= 1 + 1e-9 ? along : Infinity;
}

function touch([a, b]: Segment, ring: Position[]): boolean {
  const apart = (of: (p: Position) => number): boolean => {
    const values = ring.map(of);
    return Math.max(of(a), of(b)) < Math.min(...values) || Math.min(of(a), of(b)) > Math.max(...values);
  };
  return !apart(x) && !apart(y);
}

function segments(lines: Position[][]): Segment[] {
  return lines.flatMap((line) => line.slice(1).map((b, i): Segment => [line[i] as Position, b]));
}

function x(p: Position): number {
  return p[0] ?? 0;
}

function y(p: Position): number {
  return p[1] ?? 0;
}
