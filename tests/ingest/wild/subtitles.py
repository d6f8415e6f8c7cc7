"""Subtitles as editors, broadcasters and programs that listen write them."""

from __future__ import annotations

from tests.ingest.wild.due import Due, Made, Refused

SAID = "Rebels captured Lower Ford on Monday, the army said."
DENIED = "The mayor denied it."
UKRAINIAN = "Війська залишили Нижній Брід, заявило міністерство."


def srt(*cues: str, gap: int = 1, end: str = "\n") -> bytes:
    """Cues of two seconds, `gap` seconds apart."""
    made = []
    for number, cue in enumerate(cues):
        at = number * (2 + gap)
        made.append(f"{number + 1}\n00:00:{at:02},000 --> 00:00:{at + 2:02},000\n{cue}\n")
    return "\n".join(made).replace("\n", end).encode()


ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.470 align:start position:0%

rebels<00:00:00.520><c> captured</c><00:00:01.000><c> Lower</c><00:00:01.300><c> Ford</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
rebels captured Lower Ford


00:00:02.480 --> 00:00:04.870 align:start position:0%
rebels captured Lower Ford
on<00:00:02.700><c> Monday</c><00:00:03.100><c> the</c><00:00:03.300><c> army</c>

00:00:04.870 --> 00:00:04.880 align:start position:0%
on Monday the army


00:00:04.880 --> 00:00:06.000 align:start position:0%
on Monday the army
said
"""
VOICES = """WEBVTT - the evening news

STYLE
::cue { color: red }

NOTE made by hand

intro
00:01.000 --> 00:03.000 line:90%
<v Anna Petrova>Rebels captured Lower Ford.

00:03.500 --> 00:05.000
<v Anna Petrova><i>It was quiet</i>, she said.

00:05.500 --> 00:07.000
<v.loud Boris Ivanov>The army &amp; police left.
"""

SUBTITLES: dict[str, Made] = {
    "an editor's": Made("a.srt", srt("Rebels captured Lower Ford", "on Monday, the army said."), [
        Due(own=("Rebels captured Lower Ford on Monday, the army said.",), lang="en",
            title=None, published=None, notes=("state no day",)),
    ]),
    "lines of Windows, a mark before the first": Made("a.srt", b"\xef\xbb\xbf" + srt(
        "Rebels captured\nLower Ford.", end="\r\n"), [Due(own=("Rebels captured Lower Ford.",))]),
    "markup and places on the screen": Made("a.srt", srt(
        '{\\an8}<i>Rebels</i> captured <font color="#fff">Lower</font> Ford<b>.</b>'), [
        Due(own=("Rebels captured Lower Ford.",), never=("font", "an8", "<")),
    ]),
    "two speakers in a cue": Made("a.srt", srt(f"- {SAID}\n- {DENIED}"), [
        Due(blocks=(SAID, DENIED)),
    ]),
    "what is heard": Made("a.srt", srt("[music]", SAID, "(applause)", "♪ la la ♪"), [
        Due(own=(SAID,), aside=("[music]", "(applause)", "♪ la la ♪")),
    ]),
    "a pause": Made("a.srt", srt(SAID, DENIED, gap=5), [Due(blocks=(SAID, DENIED))]),
    "captions that roll up": Made("a.en.vtt", ROLLING.encode(), [
        Due(own=("rebels captured Lower Ford on Monday the army said",), never=("<c>", "align")),
    ]),
    "voices, notes and styles": Made("a.vtt", VOICES.encode(), [
        Due(own=("Anna Petrova: Rebels captured Lower Ford. It was quiet, she said.",
                 "Boris Ivanov: The army & police left."), never=("intro", "by hand", "color")),
    ]),
    "Ukrainian in windows-1251": Made("a.srt", srt(
        UKRAINIAN, UKRAINIAN.replace("Нижній", "Верхній")).decode().encode("windows-1251"), [
        Due(own=(UKRAINIAN,), lang="uk"),
    ]),
    "no empty lines, no hours": Made("a.srt", srt(SAID, DENIED).replace(b"\n\n", b"\n"), [
        Due(blocks=(f"{SAID} {DENIED}",)),
    ]),
    "marks of live captions": Made("a.srt", srt(f">> {SAID}", f"&gt;&gt; {DENIED}"), [
        Due(blocks=(SAID, DENIED)),
    ]),
    "under another name": Made("a.txt", srt(SAID), [Due(own=(SAID,), never=("-->",))]),
    "times alone": Made("a.srt", srt("", ""), [Refused("a.srt: the subtitles hold no words")]),
    "styled ones": Made("a.ass", b"[Script Info]\nTitle: x\n\n[Events]\nDialogue: 0,x\n", [
        Refused("a.ass: it is a file of styled subtitles (ASS), which is not read yet"),
    ]),
}  # fmt: skip
