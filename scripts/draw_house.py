"""Draws the house from its imports: `python scripts/draw_house.py` writes docs/images/house.svg.

Floors are those of `.importlinter`, arrows are what the sources import. An arrow that others
imply (cli to model, as cli reads api and api reads model) is left out.
"""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "dateline"
PICTURE = ROOT / "docs" / "images" / "house.svg"
WIDTH, BOX, HEIGHT, FLOOR, MARGIN = 960, 96, 34, 84, 24
"""Sizes in points; FLOOR is the distance of two floors, so wide that arrows can be told apart."""
STYLE = (
    "text{font:14px sans-serif;text-anchor:middle;fill:#1a1a1a}"
    "rect.room{fill:#eef3f8;stroke:#33526e}line{stroke:#7a8794;stroke-width:1.2}"
)
Point = tuple[float, float]


def read_floors(settings: Path = ROOT / ".importlinter") -> list[list[str]]:
    """The rooms of each floor, the highest first."""
    parser = configparser.ConfigParser()
    parser.read(settings, encoding="utf-8")
    layers = parser["importlinter:contract:rooms"]["layers"].split("\n")
    floors = [re.findall(r"\w+", layer) for layer in layers if layer.strip()]
    return [floor for floor in floors if floor != ["__main__"]]


def list_imports(room: Path) -> Iterator[str]:
    """The rooms that the files of a room import, once for each import."""
    for path in sorted(room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
                if node.module == "dateline":
                    names = [f"dateline.{a.name}" for a in node.names]
            yield from (n.split(".")[1] for n in names if n.startswith("dateline."))


def find_arrows(package: Path, rooms: set[str]) -> dict[str, set[str]]:
    """Which rooms each room imports."""
    return {r: (set(list_imports(package / r)) & rooms) - {r} for r in rooms}


def drop_implied(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """The arrows that no way over other rooms implies."""
    return {
        room: {t for t in targets if not any(reaches(arrows, o, t) for o in targets - {t})}
        for room, targets in arrows.items()
    }


def reaches(arrows: dict[str, set[str]], start: str, goal: str) -> bool:
    """Whether a way leads from one room to another."""
    waiting, seen = [start], set[str]()
    while waiting:
        room = waiting.pop()
        if room == goal:
            return True
        if room not in seen:
            seen.add(room)
            waiting.extend(arrows.get(room, ()))
    return False


def place_boxes(floors: list[list[str]]) -> dict[str, Point]:
    """The middle of each room's box."""
    return {
        room: (
            WIDTH / (len(floor) + 1) * (column + 1)
            if len(floor) < 6
            else MARGIN + BOX / 2 + column * (WIDTH - 2 * MARGIN - BOX) / (len(floor) - 1),
            MARGIN + HEIGHT / 2 + row * FLOOR,
        )
        for row, floor in enumerate(floors)
        for column, room in enumerate(floor)
    }


def draw_picture(floors: list[list[str]], arrows: dict[str, set[str]]) -> str:
    """The picture as SVG."""
    middles = place_boxes(floors)
    height = 2 * MARGIN + HEIGHT + (len(floors) - 1) * FLOOR
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>The rooms of Dateline: each reads those that its arrows point to</title>",
        f"<style>{STYLE}</style>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#7a8794"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        *draw_arrows(middles, arrows),
        *(draw_box(room, middle) for room, middle in middles.items()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def draw_arrows(middles: dict[str, Point], arrows: dict[str, set[str]]) -> Iterator[str]:
    """A line from each room to each that it reads."""
    for room in middles:
        x, y = middles[room]
        for target in sorted(arrows.get(room, ()), key=list(middles).index):
            to_x, to_y = middles[target]
            yield (
                f'<line x1="{x:g}" y1="{y + HEIGHT / 2:g}" x2="{to_x:g}" '
                f'y2="{to_y - HEIGHT / 2:g}" marker-end="url(#head)"/>'
            )


def draw_box(room: str, middle: Point) -> str:
    """A room with its name."""
    x, y = middle
    return (
        f'<rect class="room" x="{x - BOX / 2:g}" y="{y - HEIGHT / 2:g}" width="{BOX}" '
        f'height="{HEIGHT}" rx="4"/><text x="{x:g}" y="{y + 5:g}">{escape(room)}</text>'
    )


def draw_house() -> str:
    """The picture of the package as it is."""
    floors = read_floors()
    rooms = {room for floor in floors for room in floor}
    return draw_picture(floors, drop_implied(find_arrows(PACKAGE, rooms)))


if __name__ == "__main__":
    PICTURE.write_text(draw_house(), encoding="utf-8")
