"""Exports as Telegram Desktop writes them, over its versions; the words are our own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tests.ingest.wild.due import Due, Made, Refused

WORDS = "Rebels captured Lower Ford on Monday, the army said."
OTHER = "Soldiers left Upper Ford on Sunday, residents said."
UKRAINIAN = "Війська залишили Нижній Брід у вівторок, заявило міністерство оборони."
RUSSIAN = "Войска оставили Нижний Брод во вторник, заявило министерство обороны."
ARABIC = "انسحبت القوات من المخاضة السفلى يوم الثلاثاء، حسبما أعلنت وزارة الدفاع."
AT = "2031-03-04T09:00:00+00:00"


def post(number: int, text: Any, **more: Any) -> dict[str, Any]:
    """A message of a channel as version 4 and later write it."""
    return {
        "id": number, "type": "message", "date": "2031-03-04T11:00:00",
        "date_unixtime": "1930381200", "from": "Weir News", "from_id": "channel1700000001",
        "text": text, "text_entities": [], **more,
    }  # fmt: skip


def service(number: int, action: str, **more: Any) -> dict[str, Any]:
    """A line that the program itself writes."""
    return {
        "id": number, "type": "service", "date": "2031-03-04T10:00:00",
        "date_unixtime": "1930377600", "actor": "Weir News", "actor_id": "channel1700000001",
        "action": action, "text": "", "text_entities": [], **more,
    }  # fmt: skip


def export(
    *messages: dict[str, Any], kind: str = "public_channel", name: str | None = "Weir News",
    indent: int | None = 1,
) -> bytes:  # fmt: skip
    whole = {"name": name, "type": kind, "id": 1700000001, "messages": list(messages)}
    return json.dumps(whole, ensure_ascii=False, indent=indent).encode()


def kept(data: bytes, due: Sequence[Due | Refused], name: str = "result.json") -> Made:
    return Made(name, data, due)


POLL = {"question": "Will Lower Ford be taken back?", "closed": False, "total_voters": 900,
        "answers": [{"text": "Yes", "voters": 400, "chosen": False}]}  # fmt: skip
OLD = {"id": 3, "type": "message", "date": "2019-03-04T11:00:00", "edited": "1970-01-01T02:00:00",
       "from": "Weir News", "from_id": 5994000001, "text": WORDS}  # fmt: skip
GROUP = [
    service(1, "topic_created", title="Front", new_title="Front"),
    {**post(2, WORDS), "from": "Anna Secret", "from_id": "user77", "reply_to_message_id": 1},
]
ENTITIES = [
    "⚡️ ", {"type": "bold", "text": "Нижній Брід"}, "\n\n", UKRAINIAN, "\n\n",
    {"type": "text_link", "text": "Підписатися", "href": "https://t.me/weir_news"}, " | ",
    {"type": "mention", "text": "@weir_news"}, " ", {"type": "hashtag", "text": "#брід"},
    {"type": "custom_emoji", "text": "🔥", "document_id": "stickers/a.tgs"},
    {"type": "blockquote", "text": "Втрат немає.", "collapsed": True},
]  # fmt: skip

PAGE = """<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
  <title>Exported Data</title>
  <link href="css/style.css" rel="stylesheet"/>
  <script src="js/script.js" type="text/javascript"></script>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
Weir News
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">
     <div class="message service" id="message-1">
      <div class="body details">
4 March 2031
      </div>
     </div>
%s
    </div>
   </div>
  </div>
 </body>
</html>"""


def shown(number: int, body: str, *, joined: bool = False, name: str = "Weir News") -> str:
    """A message of the page, with its picture and the name above it, as the program lays it out."""
    head = "" if joined else f'<div class="from_name">\n{name}\n       </div>'
    return f"""
     <div class="message default clearfix{" joined" if joined else ""}" id="message{number}">
      <div class="pull_left userpic_wrap"><div class="userpic userpic2" style="width: 42px">
       <div class="initials" style="line-height: 42px">W</div></div></div>
      <div class="body">
       <div class="pull_right date details" title="04.03.2031 11:00:00 UTC+02:00">
11:00
       </div>
       {head}
       {body}
      </div>
     </div>"""


def text(words: str) -> str:
    return f'<div class="text">\n{words}\n       </div>'


QUOTE = """<div class="reply_to details">
In reply to <a href="#go_to_message3" onclick="return GoToMessage(3)">this message</a>
       </div>"""
FORWARDED = """<div class="pull_left forwarded userpic_wrap"></div>
       <div class="forwarded body"><div class="from_name">
Ford Front <span class="date details" title="03.03.2031 10:00:00 UTC+02:00"> 03.03.2031</span>
       </div>""" + text(OTHER) + "</div>"  # fmt: skip
PHOTO = """<div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left"
 href="photos/photo_1.jpg"><img class="photo" src="photos/photo_1_thumb.jpg"/></a></div>"""
POLL_PAGE = """<div class="media_wrap clearfix"><div class="media_poll"><div class="question bold">
Will Lower Ford be taken back?</div><div class="details">Anonymous poll</div></div></div>"""

PLAIN = Due(own=(WORDS,), outlet="Weir News", published=AT, updated=None, relay=None)

TELEGRAM: dict[str, Made] = {
    "a channel, its lines and pictures": kept(export(
        service(1, "create_channel", title="Weir News"),
        post(2, WORDS, photo="(File not included. Change data exporting settings to download.)",
             width=1280, height=720),
        post(3, "", file="files/a.mp4", thumbnail="(File not included.)", media_type="video_file",
             mime_type="video/mp4", duration_seconds=9),
        service(4, "pin_message", message_id=2)), [
        Due(own=(WORDS,), key="1700000001/2", notes=("3 of its messages hold no words",)),
    ]),
    "markup, links, a folded quotation": kept(export(post(5, ENTITIES)), [
        Due(own=("Нижній Брід", UKRAINIAN, "Втрат немає."), lang="uk", outlet="Weir News"),
    ]),
    "a message that was edited": kept(export(
        post(6, WORDS, edited="2031-03-04T12:30:00", edited_unixtime="1930386600")), [
        Due(own=(WORDS,), published=AT, updated="2031-03-04T10:30:00+00:00"),
    ]),
    "a message carried on from another channel": kept(export(
        post(7, OTHER, forwarded_from="Ford Front", forwarded_from_id="channel1500000002"),
        post(8, WORDS, forwarded_from=None)), [
        Due(own=(OTHER,), outlet="Weir News", relay="Ford Front"), PLAIN,
    ]),
    "a poll": kept(export(post(9, "", poll=POLL), post(10, WORDS)), [
        Due(own=(WORDS,), notes=("1 of its messages hold no words",), never=("taken back",)),
    ]),
    "a public group with topics": kept(export(
        *GROUP, kind="public_supergroup", name="Valley talk"), [
        Due(own=(WORDS,), outlet="Valley talk", byline=(), never=("Anna",)),
    ]),
    "version 1, without instants": kept(export(OLD), [
        Due(own=(WORDS,), published="2019-03-04T11:00:00", updated=None),
    ]),
    "reactions, views, buttons": kept(export(
        post(11, WORDS, reactions=[{"type": "emoji", "count": 4, "emoji": "👍"}],
             inline_bot_buttons=[[{"type": "url", "text": "Donate", "data": "https://a.example"}]])),
        [Due(own=(WORDS,), never=("Donate",))]),
    "Arabic, in one line": kept(export(post(12, ARABIC), indent=None), [
        Due(own=(ARABIC,), lang="ar"),
    ]),
    "an album: one caption, pictures without": kept(export(
        post(13, RUSSIAN, photo="photos/1.jpg"), post(14, "", photo="photos/2.jpg"),
        post(15, "", photo="photos/3.jpg")), [
        Due(own=(RUSSIAN,), lang="ru", notes=("2 of its messages hold no words",)),
    ]),
    "a chat of persons": kept(export(post(1, WORDS), kind="personal_chat", name="Anna"), [
        Refused("it is a Telegram personal chat, which nobody has published"),
    ]),
    "a channel that was left, of a whole account": kept(json.dumps({
        "about": "Here is the data you requested.", "personal_information": {"user_id": 7},
        "contacts": {"about": "x", "list": [{"first_name": "Anna"}]},
        "left_chats": {"about": "y", "list": [json.loads(export(post(2, WORDS)))]},
    }).encode(), [PLAIN]),
    "under another name": kept(export(post(2, WORDS)), [PLAIN], "weir.txt"),
}  # fmt: skip

TELEGRAM_PAGES: dict[str, Made] = {
    "a channel's page": kept((PAGE % shown(2, text(WORDS))).encode(), [
        Due(own=(WORDS,), outlet="Weir News", published="2031-03-04T11:00:00+02:00", key="2"),
    ], "messages.html"),
    "messages joined under one name": kept(
        (PAGE % (shown(2, text(WORDS)) + shown(3, text(OTHER), joined=True))).encode(),
        [Due(own=(WORDS,)), Due(own=(OTHER,), outlet="Weir News")], "messages2.html"),
    "a message carried on": kept((PAGE % shown(4, FORWARDED)).encode(), [
        Due(own=(OTHER,), relay="Ford Front", published="2031-03-04T11:00:00+02:00"),
    ], "messages.html"),
    "an answer": kept((PAGE % shown(5, QUOTE + text(WORDS))).encode(), [
        Due(own=(WORDS,), never=("In reply to",)),
    ], "messages.html"),
    "a picture with words": kept((PAGE % shown(6, PHOTO + text(UKRAINIAN))).encode(), [
        Due(own=(UKRAINIAN,), lang="uk"),
    ], "messages.html"),
    "links, hidden words, emoji": kept((PAGE % shown(7, text(
        "<strong>Lower Ford</strong> <span class=\"spoiler hidden\" onclick=\"ShowSpoiler(this)\">"
        "<span aria-hidden=\"true\">was taken</span></span>, the army said.<br><br>"
        "<a href=\"https://t.me/weir\">Subscribe</a>"))).encode(), [
        Due(own=("Lower Ford", "was taken", "the army said.")),
    ], "messages.html"),
    "a poll among messages": kept(
        (PAGE % (shown(8, text(WORDS)) + shown(9, POLL_PAGE, joined=True))).encode(), [
        Due(own=(WORDS,), notes=("2 of its messages hold no words",), never=("taken back",)),
    ], "messages.html"),
    "a signed message": kept((PAGE % shown(10, text(WORDS)
        + '<div class="signature details">\nA. Desk\n       </div>')).encode(), [
        Due(own=(WORDS,), byline=("A. Desk",)),
    ], "messages.html"),
    "an older page, its hours without a zone": kept((PAGE % shown(11, text(WORDS))).replace(
        " UTC+02:00", "").encode(), [Due(own=(WORDS,), published="2031-03-04T11:00:00")],
        "messages.html"),
    "entities and a line that breaks": kept((PAGE % shown(12, text(
        "Rebels &amp; soldiers left<br>Lower&nbsp;Ford at 5 &lt; 6.&#33;"))).encode(), [
        Due(own=("Rebels & soldiers left", "Ford at 5 < 6.!")),
    ], "messages.html"),
    "a chat in which persons write": kept(
        (PAGE % (shown(2, text(WORDS)) + shown(3, text("Hi."), name="Anna"))).encode(),
        [Refused("it is a Telegram chat in which more than its channel writes")], "messages.html"),
}  # fmt: skip
