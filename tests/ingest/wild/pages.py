"""Pages, feeds and saved pages as publishers, their systems and browsers write them."""

from __future__ import annotations

import base64
import json
import quopri
from collections.abc import Callable

from tests.ingest.wild.due import Due, Made, Refused

WORDS = "Rebels captured Lower Ford on Monday, the army said in a statement."
OTHER = "Soldiers left Upper Ford on Sunday, residents told reporters there."
MORE = "Roads out of the town were crowded until the evening, people who live there said."
UKRAINIAN = "Війська залишили Нижній Брід у вівторок, заявило міністерство оборони."
ARABIC = "انسحبت القوات من المخاضة السفلى يوم الثلاثاء، حسبما أعلنت وزارة الدفاع."
LINK = "https://gazette.example/a"
EARLY, LATE = "2031-03-04T07:00:00+00:00", "2031-03-04T09:30:00+00:00"


def page(body: str, *, head: str = "", lang: str = "en", more: str = "") -> bytes:
    return (f"<!doctype html><html lang={lang}{more}><head><meta charset=utf-8><title>Ford</title>"
            f"{head}</head><body>{body}</body></html>").encode()  # fmt: skip


def data(**fields: object) -> str:
    said = json.dumps({"@context": "https://schema.org", **fields})
    return f'<script type="application/ld+json">{said}</script>'


def post(stamp: str, words: str) -> dict[str, object]:
    return {"@type": "BlogPosting", "headline": words[:20], "datePublished": stamp,
            "articleBody": f"{words} {MORE}"}  # fmt: skip


LIVE_BODY = (
    f"<div id=p1><p>{WORDS}</p><p>{MORE}</p></div><div id=p2><p>{OTHER}</p><p>{MORE}</p></div>"
)
LIVE_HEAD = data(**{
    "@type": "LiveBlogPosting", "headline": "Ford: live", "datePublished": "2031-03-04T06:00:00Z",
    "liveBlogUpdate": [post("2031-03-04T09:30:00Z", WORDS), post("2031-03-04T07:00:00Z", OTHER)]})  # fmt: skip
LIVE = Due(days=((WORDS, LATE), (OTHER, EARLY)), own=(WORDS, OTHER))
HOURS = ((LATE, "09:30", WORDS), (EARLY, "07:00", OTHER))
ARTICLE = (
    f"<article><h1>Rebels take Lower Ford</h1><p>{WORDS}</p><p>{OTHER}</p><p>{MORE}</p></article>"
)
PUBLISHED = '<meta property="article:published_time" content="2031-03-04T09:00:00+02:00">'
SITE = '<meta property="og:site_name" content="Weir Gazette">'


def headed(body: str) -> str:
    return f"<main><article><h1>Ford: live</h1>{body}</article></main>"


LIVE_PAGES: dict[str, Made] = {
    "posts in the page's data": Made("live.html", page(headed(LIVE_BODY), head=LIVE_HEAD), [LIVE]),
    "posts in a graph of data": Made("live.html", page(headed(LIVE_BODY), head=data(**{"@graph": [
        {"@type": "WebPage"}, {"@type": "LiveBlogPosting", "datePublished": EARLY,
         "liveBlogUpdate": [post(LATE, WORDS), post(EARLY, OTHER)]}]})), [LIVE]),
    "a time above each post": Made("live.html", page(headed("".join(
        f"<div><time datetime={s}>{c}</time><p>{w}</p><p>{MORE}</p></div>" for s, c, w in HOURS)),
        head=PUBLISHED), [LIVE]),
    "a time below each post": Made("live.html", page(headed("".join(
        f"<section><p>{w}</p><p>{MORE}</p><div><time datetime={s}>{c} GMT</time></div>"
        "</section>" for s, c, w in HOURS)), head=PUBLISHED), [LIVE]),
    "posts one after another, without elements of their own": Made("live.html", page(headed("".join(
        f"<time datetime={s}>{c}</time><p>{w}</p><p>{MORE}</p>" for s, c, w in HOURS)),
        head=PUBLISHED), [LIVE]),
    "hours in bold": Made("live.html", page(headed("".join(
        f"<p><strong>{c}</strong></p><p>{w}</p><p>{MORE}</p>" for _, c, w in HOURS)),
        head='<meta property="article:published_time" content="2031-03-04T06:00:00+00:00">'), [
        Due(days=((WORDS, LATE), (OTHER, EARLY))),
    ]),
    "hours that head a sentence": Made("live.txt", (
        "Ford: live\n\n4 March 2031\n\n" + "".join(f"{c} {w} {MORE}\n\n" for _, c, w in HOURS)
    ).encode(), [Due(days=((WORDS, "2031-03-04T09:30:00"), (OTHER, "2031-03-04T07:00:00")))]),
    "AMP's live list": Made("live.html", page(
        "<main><amp-live-list id=l><div items>" + "".join(
            f"<div id=p{n} data-sort-time={at}000><h2>Post {n} of it</h2><p>{w}</p><p>{MORE}</p></div>"
            for n, (at, w) in enumerate(((1930383000, WORDS), (1930374000, OTHER))))
        + "</div></amp-live-list></main>", more=" amp"), [LIVE]),
    "a summary above the posts": Made("live.html", page(headed(
        f"<ul><li>{MORE}</li></ul>{LIVE_BODY}"), head=LIVE_HEAD), [LIVE]),
    "over midnight": Made("live.html", page(headed("".join(
        f"<div><p><b>{c}</b></p><p>{w}</p><p>{MORE}</p></div>"
        for c, w in (("00:20", WORDS), ("22:10", OTHER)))),
        head='<meta property="article:published_time" content="2031-03-04T20:00:00+00:00">'), [
        Due(days=((OTHER, "2031-03-04T22:10:00+00:00"), (WORDS, "2031-03-05T00:20:00+00:00"))),
    ]),
}  # fmt: skip

FORMS: dict[str, Made] = {
    "an article, its data in Open Graph": Made("a.html", page(ARTICLE, head=(
        f"{PUBLISHED}{SITE}<link rel=canonical href={LINK}><meta name=author content='A. Desk'>")), [
        Due(title="Rebels take Lower Ford", outlet="Weir Gazette", url=LINK,
            published="2031-03-04T09:00:00+02:00", own=(WORDS, OTHER)),
    ]),
    "an article, its data in JSON-LD": Made("a.html", page(ARTICLE, head=data(**{
        "@type": "NewsArticle", "headline": "Rebels take Lower Ford", "datePublished":
        "2031-03-04T07:00:00Z", "dateModified": "2031-03-04T10:00:00Z", "publisher": {
            "@type": "Organization", "name": "Weir Gazette"},
        "author": [{"@type": "Person", "name": "A. Desk"}]})), [
        Due(outlet="Weir Gazette", published=EARLY, updated="2031-03-04T10:00:00+00:00",
            own=(WORDS,)),
    ]),
    "AMP": Made("a.amp.html", page(
        f"<amp-sidebar layout=nodisplay><p>{OTHER} Menu.</p></amp-sidebar><main>{ARTICLE}</main>"
        "<amp-consent><p>The army said that cookies are in use.</p></amp-consent>",
        head=f"<link rel=canonical href={LINK}>{PUBLISHED}", more=" ⚡"), [
        Due(url=LINK, own=(WORDS, OTHER)),
    ]),
    "a page for printing": Made("a.html", page(
        f"<div>URL: {LINK}</div><div>Printed on 10 May 2031</div><h1>Rebels take Lower Ford</h1>"
        f"<p>4 March 2031, 09:00</p><p>{WORDS}</p><p>{OTHER}</p><p>{MORE}</p>"
        f"<p>Source URL: {LINK}</p>"), [
        Due(published="2031-03-04T09:00:00", own=(WORDS, OTHER), aside=("Printed on",)),
    ]),
    "menus, shares, cookies, related stories": Made("a.html", page(
        "<nav><ul><li><a href=/x>World</a></li><li><a href=/y>Ford</a></li></ul></nav>"
        f"<main>{ARTICLE}<aside><h2>Read more</h2><ul><li><a href=/z>Troops took Rome</a></li></ul>"
        "</aside></main><footer><p>© Weir Gazette 2031. All rights reserved.</p></footer>"), [
        Due(own=(WORDS, OTHER), never=("Troops took Rome",)),
    ]),
    "windows-1251 that the page states": Made("a.html", page(
        f"<article><h1>Брід</h1><p>{UKRAINIAN}</p><p>{UKRAINIAN[:40]} знову.</p></article>", lang="uk"
        ).decode().replace("charset=utf-8", "charset=windows-1251").encode("windows-1251"), [
        Due(lang="uk", own=(UKRAINIAN,)),
    ]),
    "Arabic, from right to left": Made("a.html", page(
        f"<article><h1>انسحاب</h1><p>{ARABIC}</p></article>", lang="ar", more=" dir=rtl"), [
        Due(lang="ar", own=(ARABIC,)),
    ]),
    "a page that gives its day in another's form": Made("a.html", page(ARTICLE.replace(
        "</h1>", "</h1><time datetime='2031-03-04'>4 March 2031</time>")), [
        Due(published="2031-03-04", own=(WORDS,)),
    ]),
    "XHTML with entities": Made("a.xhtml", (
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Ford</title></head><body>'
        f"<div><h1>Ford</h1><p>{WORDS}</p><p>{OTHER}</p><p>{MORE}</p><p>Rebels&nbsp;&amp; soldiers left.</p></div>"
        "</body></html>"
    ).encode(), [Due(own=(WORDS, "& soldiers left."))]),
    "under another name": Made("a.txt", page(ARTICLE), [Due(own=(WORDS,), never=("<p>",))]),
}  # fmt: skip


def rss(*items: str, name: str = "Weir Wire", more: str = "") -> bytes:
    return (f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {more}><channel><title>{name}'
            f"</title><link>https://wire.example</link>{''.join(items)}</channel></rss>").encode()  # fmt: skip


def item(words: str = WORDS, *, title: str = "Ford falls", link: str = LINK, more: str = "") -> str:
    return (f"<item><title>{title}</title><link>{link}</link><description>{words}</description>"
            f"<pubDate>Tue, 04 Mar 2031 09:30:00 GMT</pubDate>{more}</item>")  # fmt: skip


ENTRY = Due(title="Ford falls", outlet="Weir Wire", url=LINK, published=LATE, own=(WORDS,))
GOOGLE = "https://news.google.com/rss/articles/CBMiQ2h0?oc=5"
BEHIND = ("https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://gazette.example/a&amp;ct=ga"
          "&amp;cd=x&amp;usg=y")  # fmt: skip
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Weir Wire</title><id>urn:1</id><updated>{LATE}</updated><entry><title>Ford falls</title>
<id>urn:2</id><link rel="alternate" href="{LINK}"/><published>{LATE}</published>
<updated>2031-03-04T10:00:00Z</updated><author><name>A. Desk</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content>
</entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel
rdf:about="https://wire.example"><title>Weir Wire</title></channel><item rdf:about="{LINK}">
<title>Ford falls</title><link>{LINK}</link><description>{WORDS}</description>
<dc:date>2031-03-04T09:30:00Z</dc:date></item></rdf:RDF>"""
FULL = (f"<content:encoded><![CDATA[<p>{WORDS}</p><p>{OTHER}</p>"
        '<img src="x.jpg">]]></content:encoded>')  # fmt: skip

FEEDS: dict[str, Made] = {
    "RSS 2.0": Made("f.rss", rss(item()), [ENTRY]),
    "WordPress: the whole text beside a summary": Made("f.xml", rss(
        item("Short.", more=FULL + "<guid isPermaLink='false'>https://x.example/?p=7</guid>"),
        more='xmlns:content="http://purl.org/rss/1.0/modules/content/"'), [
        Due(own=(WORDS, OTHER), key="https://x.example/?p=7"),
    ]),
    "Atom, XHTML in it": Made("f.atom", ATOM.encode(), [
        Due(title="Ford falls", outlet="Weir Wire", url=LINK, published=LATE,
            updated="2031-03-04T10:00:00+00:00", own=(WORDS,)),
    ]),
    "RSS 1.0": Made("f.rdf", RDF.encode(), [ENTRY]),
    "words escaped twice, in CDATA": Made("f.rss", rss(item(f"<![CDATA[<p>{WORDS}</p>]]>")), [ENTRY]),
    "windows-1251": Made("f.rss", rss(item(UKRAINIAN, title="Брід")).decode().replace(
        "UTF-8", "windows-1251").encode("windows-1251"), [Due(own=(UKRAINIAN,), lang="uk")]),
    "a day in another form": Made("f.rss", rss(item()).replace(
        b"Tue, 04 Mar 2031 09:30:00 GMT", b"2031-03-04T11:30:00+02:00"), [
        Due(published="2031-03-04T11:30:00+02:00"),
    ]),
    "Google News": Made("f.rss", rss(item(
        WORDS, title="Ford falls - The Post", link=GOOGLE,
        more='<source url="https://post.example">The Post</source>'), name="Google News"), [
        Due(title="Ford falls", outlet="The Post", own=(WORDS,)),
    ]),
    "Google's alerts": Made("f.rss", rss(item(WORDS, link=BEHIND), name="Google Alert - ford"), [
        Due(outlet="gazette.example", url=LINK, own=(WORDS,)),
    ]),
    "an entry that is broken": Made("f.rss", rss(item(), "<item><title>B & C</item>")[:-20], [
        Due(own=(WORDS,)), Refused("f.rss#2: the entry has neither title nor text"),
        Refused("f.rss: the XML is broken: line 1"),
    ]),
    "under another name": Made("feed", rss(item()), [ENTRY]),
}  # fmt: skip


def saved(
    html: bytes, *, how: str = "quoted-printable", kind: str = "text/html", at: str = LINK,
    sender: str = "<Saved by Blink>", more: str = "",
) -> bytes:  # fmt: skip
    """A page as browsers save it in one file."""
    pack: dict[str, Callable[[bytes], bytes]] = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
        "8bit": bytes,
    }
    head = (f"From: {sender}\r\n{more}Subject: Ford\r\nDate: Tue, 4 Mar 2031 11:30:00 +0200\r\n"
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n"
            f"\tboundary=\"----M--x----\"\r\n\r\n\r\n------M--x----\r\nContent-Type: {kind}\r\n"
            f"Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: {how}\r\n"
            f"Content-Location: {at}\r\n\r\n")  # fmt: skip
    tail = ("\r\n------M--x----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: "
            "quoted-printable\r\nContent-Location: cid:css@mhtml.blink\r\n\r\n@charset \"utf-8\";\r\n"
            "\r\n------M--x------\r\n")  # fmt: skip
    return head.encode() + pack[how](html) + tail.encode()


SNAPSHOT = f"Snapshot-Content-Location: {LINK}\r\n"
KEPT = Due(title="Rebels take Lower Ford", url=LINK, own=(WORDS, OTHER), never=("@charset",),
           fetched="2031-03-04T11:30:00+02:00",
           location=f"a.mhtml!/20310304113000/{LINK}")  # fmt: skip
RUSSIAN = "Войска оставили Нижний Брод во вторник, заявило министерство обороны в сообщении."

MHTML: dict[str, Made] = {
    "Chrome": Made("a.mhtml", saved(page(ARTICLE), more=SNAPSHOT), [KEPT]),
    "Edge, in base64": Made("a.mhtml", saved(page(ARTICLE), how="base64", more=SNAPSHOT), [KEPT]),
    "Internet Explorer": Made("a.mhtml", saved(
        page(ARTICLE), sender='"Saved by Windows Internet Explorer 11"'), [KEPT]),
    "Opera, bare bytes": Made("a.mhtml", saved(page(ARTICLE), how="8bit", more=SNAPSHOT), [KEPT]),
    "a subject in RFC 2047": Made("a.mhtml", saved(page(ARTICLE), more=SNAPSHOT).replace(
        b"Subject: Ford", b"Subject: =?utf-8?Q?=D0=91=D1=80=D1=96=D0=B4?="), [KEPT]),
    "windows-1251": Made("a.mhtml", saved(page(
        f"<article><h1>Брод</h1><p>{RUSSIAN}</p><p>{RUSSIAN[:50]} снова.</p></article>", lang="ru")
        .replace(b"<meta charset=utf-8>", b"").decode().encode("windows-1251"),
        kind="text/html; charset=windows-1251", more=SNAPSHOT), [Due(lang="ru", own=(RUSSIAN,))]),
    "a frame beside the page": Made("a.mhtml", saved(page(ARTICLE), more=SNAPSHOT).replace(
        b"Content-Type: text/css", b"Content-Type: text/html"), [KEPT]),
    "saved from a disk": Made("a.mhtml", saved(page(ARTICLE), at="file:///C:/a.html"), [
        Due(own=(WORDS,), url=None),
    ]),
    "under the name of a mail": Made("a.eml", saved(page(ARTICLE), more=SNAPSHOT), [
        Due(url=LINK, own=(WORDS,)),
    ]),
    "a mail of a page, which is a mail": Made("a.eml", saved(
        page(ARTICLE), sender="press@ministry.example",
        more="To: anna.secret@home.example\r\nMessage-ID: <1@m.example>\r\n"), [
        Due(outlet="ministry.example", key="1@m.example", own=(WORDS,)),
    ]),
    "cut off": Made("a.mhtml", saved(page(ARTICLE), more=SNAPSHOT)[:-300], [
        Due(url=LINK, own=(WORDS,)),
    ]),
}  # fmt: skip
