"""E-mails as mail programs, lists and newsletters write them; the words are our own."""

from __future__ import annotations

import base64
import quopri

from tests.ingest.wild.due import Due, Made, Refused

WORDS = "Rebels captured Lower Ford on Monday, the army said."
OTHER = "Soldiers left Upper Ford on Sunday, residents said."
UKRAINIAN = "Війська залишили Нижній Брід у вівторок, заявило міністерство оборони."
RUSSIAN = "Войска оставили Нижний Брод во вторник, заявило министерство обороны."
ARABIC = "انسحبت القوات من المخاضة السفلى يوم الثلاثاء، حسبما أعلنت وزارة الدفاع."


def lines(*each: str) -> bytes:
    """Lines as they go over the wire."""
    return "\r\n".join(each).encode() + b"\r\n"


def word(text: str, charset: str, how: str = "B") -> str:
    """A header's words in RFC 2047."""
    raw = text.encode(charset)
    if how == "B":
        return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="
    packed = quopri.encodestring(raw, header=True).decode().replace("=\n", "").replace("?", "=3F")
    return f"=?{charset}?Q?{packed}?="


THUNDERBIRD = lines(
    "X-Mozilla-Status: 0001",
    "X-Mozilla-Status2: 00000000",
    "Message-ID: <5f1@home.example>",
    "Date: Tue, 4 Mar 2031 11:02:13 +0200",
    "MIME-Version: 1.0",
    "User-Agent: Mozilla Thunderbird",
    "Content-Language: ru",
    "To: anna.secret@home.example",
    f"From: {word('Пресс-служба', 'windows-1251')} <press@ministry.example>",
    f"Subject: {word('Войска оставили брод', 'windows-1251')}",
    "Content-Type: text/plain; charset=windows-1251; format=flowed",
    "Content-Transfer-Encoding: 8bit",
    "",
) + f"{RUSSIAN}\r\n\r\nПотерь нет.\r\n".encode("windows-1251")

GMAIL = lines(
    "Delivered-To: boris.hidden@gmail.example",
    "Received: by 2002:a05:6402:1d4c:b0:5a1:23 with SMTP id dz12csp1;",
    "        Tue, 4 Mar 2031 01:02:14 -0800 (PST)",
    "ARC-Seal: i=1; a=rsa-sha256; t=1930381334; cv=none;",
    "        d=google.example; s=arc-20160816; b=AAAA",
    "Return-Path: <newsdesk@gazette.example>",
    "MIME-Version: 1.0",
    "From: The Gazette <newsdesk@gazette.example>",
    "Date: Tue, 4 Mar 2031 09:02:13 +0000",
    "Message-ID: <CAF+1@mail.gmail.example>",
    "Subject: Rebels take Lower Ford",
    "To: Boris Hidden <boris.hidden@gmail.example>",
    'Content-Type: multipart/alternative; boundary="000000000000a1b2"',
    "",
    "--000000000000a1b2",
    'Content-Type: text/plain; charset="UTF-8"',
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Rebels captured Lower Ford on Monday, the army said. It is the second town =",
    "that they took in the valley=E2=80=99s north.",
    "",
    "On Mon, Mar 3, 2031 at 9:00=E2=80=AFAM Anna Secret <anna.secret@home.example> =",
    "wrote:",
    "",
    "> Who holds Upper Ford?",
    ">",
    "",
    "--000000000000a1b2",
    'Content-Type: text/html; charset="UTF-8"',
    "Content-Transfer-Encoding: quoted-printable",
    "",
    '<div dir=3D"ltr">Rebels captured Lower Ford.</div>',
    "--000000000000a1b2--",
)

OUTLOOK = lines(
    "From: Weir Situation Desk <sitrep@aid.example>",
    'To: "Secret, Anna" <anna.secret@home.example>',
    "CC: Boris Hidden <boris.hidden@home.example>",
    "Subject: RE: Situation in the valley",
    "Thread-Topic: Situation in the valley",
    "Thread-Index: AQHYabc==",
    "Date: Tue, 4 Mar 2031 09:02:13 +0000",
    "Message-ID: <AM0PR01@eurprd01.example>",
    "In-Reply-To: <X1@eurprd01.example>",
    "X-MS-Has-Attach:",
    'Content-Type: multipart/alternative; boundary="_000_AM0PR01_"',
    "MIME-Version: 1.0",
    "",
    "--_000_AM0PR01_",
    'Content-Type: text/plain; charset="Windows-1252"',
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Soldiers left Upper Ford on Sunday, residents said. The ministry=92s office h=",
    "as not answered, and the road to the north is closed to all traffic.",
    "",
    "________________________________",
    "From: Secret, Anna <anna.secret@home.example>",
    "Sent: Monday, March 3, 2031 9:00 AM",
    "To: Weir Situation Desk <sitrep@aid.example>",
    "Subject: Situation in the valley",
    "",
    "Did soldiers leave Upper Ford?",
    "",
    "--_000_AM0PR01_",
    'Content-Type: text/html; charset="Windows-1252"',
    "",
    "<html><body><p>x</p></body></html>",
    "--_000_AM0PR01_--",
)

DIGEST = lines(
    "From: ford-watch-request@lists.example",
    "Subject: Ford-watch Digest, Vol 12, Issue 4",
    "To: ford-watch@lists.example",
    "Date: Tue, 4 Mar 2031 12:00:00 +0000",
    "Message-ID: <mailman.1@lists.example>",
    "List-Id: Ford Watch <ford-watch.lists.example>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="===0=="',
    "",
    "--===0==",
    'Content-Type: text/plain; charset="us-ascii"',
    "Content-Description: Today's Topics (2 messages)",
    "",
    "Today's Topics:",
    "",
    "   1. Lower Ford",
    "   2. Upper Ford",
    "",
    "--===0==",
    'Content-Type: multipart/digest; boundary="===1=="',
    "",
    "--===1==",
    "Content-Type: message/rfc822",
    "",
    "From: Press <press@ministry.example>",
    "Date: Mon, 3 Mar 2031 09:00:00 +0200",
    "Subject: Lower Ford",
    "Message-ID: <one@ministry.example>",
    "",
    WORDS,
    "",
    "--===1==",
    "",
    "From: Anna <anna.secret@home.example>",
    "Date: Mon, 3 Mar 2031 10:00:00 +0200",
    "Subject: [Ford-watch] Upper Ford",
    "Message-ID: <two@home.example>",
    "",
    OTHER,
    "",
    "--===1==--",
    "--===0==--",
)

NEWSLETTER = lines(
    "From: Weir Observatory <hello@observatory.example>",
    "Reply-To: hello@observatory.example",
    "To: anna.secret@home.example",
    "Date: Tue, 4 Mar 2031 06:00:00 -0500",
    "Message-ID: <mc1@mailer.example>",
    f"Subject: {word('Weekly update — Lower Ford', 'utf-8', 'Q')}",
    "List-Unsubscribe: <https://mailer.example/u/1>, <mailto:u@mailer.example>",
    "X-Mailer: MailChimp Mailer",
    'Content-Type: text/html; charset="utf-8"',
    "Content-Transfer-Encoding: quoted-printable",
    "MIME-Version: 1.0",
    "",
    "<!doctype html><html><head><style>p{color:red}</style></head><body>",
    '<span style=3D"display:none;max-height:0">Preview of the week</span>',
    "<table><tr><td><h1>Weekly update</h1>",
    f"<p>{WORDS}</p><p>The observatory counted four attacks on the road in the week.</p>",
    "</td></tr></table>",
    '<table><tr><td><a href=3D"https://mailer.example/u/1">Unsubscribe from it</a></td></tr>',
    "</table></body></html>",
)

APPLE = lines(
    "From: press@ministry.example",
    "Content-Type: multipart/alternative; boundary=Apple-Mail-1",
    "Mime-Version: 1.0 (Mac OS X Mail)",
    "Date: Tue, 4 Mar 2031 10:02:13 +0100",
    "Message-Id: <A-1@ministry.example>",
    "Subject: Statement",
    "To: anna.secret@home.example",
    "X-Mailer: Apple Mail",
    "",
    "--Apple-Mail-1",
    "Content-Transfer-Encoding: quoted-printable",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Rebels captured Lower=C2=A0Ford on Monday, the army said. The number of the r=",
    "oad is N=3D7, and nothing else is known of it at this hour of the day.",
    "",
    "> On 3 Mar 2031, at 09:00, Anna Secret <anna.secret@home.example> wrote:",
    ">=20",
    "> Who holds it?",
    "",
    "--Apple-Mail-1--",
)

KOI8 = lines(
    f"From: {word('Міністерство', 'koi8-u')} <press@ministry.example>",
    "To: undisclosed-recipients:;",
    f"Subject: {word('Війська залишили брід', 'koi8-u', 'Q')}",
    "Date: Tue, 04 Mar 2031 09:00:00 +0200 (EET)",
    "Message-ID: <k1@ministry.example>",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=KOI8-U",
    "Content-Transfer-Encoding: base64",
    "",
) + base64.encodebytes(f"{UKRAINIAN}\n\nВтрат немає.\n".encode("koi8-u"))

BROKEN_QP = lines(
    "From: press@ministry.example",
    "To: anna.secret@home.example",
    "Subject: Lower Ford",
    "Date: Tue, 4 Mar 2031 09:00:00 +0200",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    f"{WORDS} Losses = none; code =ZZ and =3",
    "The road is closed=",
)

RAW_HEADERS = lines(
    "From: Міністерство <press@ministry.example>",
    "To: anna.secret@home.example",
    "Subject: Війська залишили брід",
    "Date: Tue, 4 Mar 2031 09:00:00 +0200",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    UKRAINIAN,
)

NO_CHARSET = lines(
    "From: press@ministry.example",
    "To: anna.secret@home.example",
    "Subject: Brod",
    "Date: Tue, 4 Mar 2031 09:00:00 +0300",
    "Content-Type: text/plain",
    "",
) + f"{RUSSIAN} {RUSSIAN}\r\n".encode("windows-1251")

SIGNED = lines(
    "From: Weir Agency <news@agency.example>",
    "To: list@agency.example",
    "Subject: Lower Ford",
    "Date: Tue, 4 Mar 2031 09:00:00 GMT",
    "MIME-Version: 1.0",
    'Content-Type: multipart/signed; micalg=pgp-sha256; protocol="application/pgp-signature";',
    ' boundary="sig"',
    "",
    "--sig",
    'Content-Type: multipart/mixed; boundary="in"',
    "",
    "--in",
    "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes",
    "",
    "Rebels captured Lower Ford ",
    "on Monday, the army said.",
    "",
    "-- ",
    "Weir Agency, the night desk",
    "--in--",
    "",
    "--sig",
    'Content-Type: application/pgp-signature; name="signature.asc"',
    "",
    "-----BEGIN PGP SIGNATURE-----",
    "iQEz",
    "-----END PGP SIGNATURE-----",
    "--sig--",
)

ARABIC_MAIL = lines(
    f"From: {word('وزارة الدفاع', 'utf-8')} <media@ministry.example>",
    "To: anna.secret@home.example",
    f"Subject: {word('انسحاب القوات', 'utf-8')}",
    "Date: Tue, 4 Mar 2031 12:00:00 +0300",
    "MIME-Version: 1.0",
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: base64",
    "",
) + base64.encodebytes(f"{ARABIC}\n".encode())

NAMED_FILE = lines(
    "From: desk@gazette.example",
    "To: anna.secret@home.example",
    "Subject: Lower Ford",
    "Date: Tue, 4 Mar 2031 09:00:00 +0000",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="m"',
    "",
    "--m",
    "Content-Type: text/plain; charset=utf-8",
    "",
    WORDS,
    "--m",
    "Content-Type: text/plain; charset=windows-1251",
    "Content-Disposition: attachment;",
    " filename*0*=utf-8''%D0%97%D0%B2;",
    " filename*1*=%D1%96%D1%82.txt",
    "Content-Transfer-Encoding: base64",
    "",
    base64.b64encode(UKRAINIAN.encode("windows-1251")).decode(),
    "--m",
    "Content-Type: application/ms-tnef; name=winmail.dat",
    "Content-Transfer-Encoding: base64",
    "",
    "eJ8+Ig==",
    "--m",
    "Content-Type: application/vnd.rar; name=photos.rar",
    "Content-Disposition: attachment; filename=photos.rar",
    "Content-Transfer-Encoding: base64",
    "",
    base64.b64encode(b"Rar!\x1a\x07\x00").decode(),
    "--m--",
)

NO_DATE = lines(
    "From: press@ministry.example",
    "To: anna.secret@home.example",
    "Subject: Lower Ford",
    "Date: Tue, 31 Feb 2031 09:00:00 +0200",
    "",
    WORDS,
)

MAIL: dict[str, Made] = {
    "Thunderbird, windows-1251, flowed": Made("a.eml", THUNDERBIRD, [
        Due(title="Войска оставили брод", outlet="Пресс-служба", lang="ru",
            published="2031-03-04T11:02:13+02:00", key="5f1@home.example",
            own=(RUSSIAN, "Потерь нет."), never=("Secret", "secret")),
    ]),
    "Gmail, alternatives, an answer under it": Made("a.eml", GMAIL, [
        Due(title="Rebels take Lower Ford", outlet="The Gazette",
            published="2031-03-04T09:02:13+00:00",
            own=("Rebels captured Lower Ford on Monday", "took in the valley’s north."),
            aside=("Who holds Upper Ford?", "wrote:"), never=("Boris",)),
    ]),
    "Outlook, an answer over the whole thread": Made("a.eml", OUTLOOK, [
        Due(title="Situation in the valley", outlet="Weir Situation Desk",
            own=("Soldiers left Upper Ford on Sunday", "The ministry’s office has not"),
            aside=("Did soldiers leave Upper Ford?", "Secret, Anna")),
    ]),
    "a digest of a Mailman list": Made("digest.eml", DIGEST, [
        Due(outlet="Ford Watch", published="2031-03-04T12:00:00+00:00"),
        Due(outlet="Press", published="2031-03-03T09:00:00+02:00", key="one@ministry.example",
            own=(WORDS,)),
        Due(outlet=None, key="two@home.example", title="Upper Ford", own=(OTHER,)),
    ]),
    "a newsletter of tables with what is hidden": Made("a.eml", NEWSLETTER, [
        Due(title="Weekly update — Lower Ford", outlet="Weir Observatory",
            published="2031-03-04T06:00:00-05:00", own=(WORDS, "counted four attacks"),
            never=("Preview of the week", "color:red")),
    ]),
    "Apple Mail, a word over two lines": Made("a.eml", APPLE, [
        Due(outlet="ministry.example", own=("on Monday, the army said.", "N=7"),
            aside=("Who holds it?",)),
    ]),
    "KOI8-U in base64": Made("a.eml", KOI8, [
        Due(title="Війська залишили брід", outlet="Міністерство", lang="uk",
            published="2031-03-04T09:00:00+02:00", own=(UKRAINIAN, "Втрат немає.")),
    ]),
    "quoted-printable that is broken": Made("a.eml", BROKEN_QP, [
        Due(own=(WORDS, "=ZZ and =3", "The road is closed")),
    ]),
    "headers in bare UTF-8": Made("a.eml", RAW_HEADERS, [
        Due(title="Війська залишили брід", outlet="Міністерство", lang="uk", own=(UKRAINIAN,)),
    ]),
    "an encoding that is not stated": Made("a.eml", NO_CHARSET, [Due(lang="ru", own=(RUSSIAN,))]),
    "signed with PGP, lines that flow": Made("a.eml", SIGNED, [
        Due(outlet="Weir Agency", published="2031-03-04T09:00:00+00:00",
            own=("Rebels captured Lower Ford", "on Monday, the army said."),
            aside=("the night desk",), never=("iQEz",), notes=("application/pgp-signature",)),
    ]),
    "Arabic": Made("a.eml", ARABIC_MAIL, [
        Due(title="انسحاب القوات", outlet="وزارة الدفاع", lang="ar", own=(ARABIC,)),
    ]),
    "files attached, one with its name in pieces": Made("a.eml", NAMED_FILE, [
        Due(own=(WORDS,), notes=("application/ms-tnef",)),
        Due(location="a.eml!/Звіт.txt", lang="uk", own=(UKRAINIAN,)),
        Refused("a.eml!/photos.rar: it is a RAR archive"),
    ]),
    "a day that cannot be": Made("a.eml", NO_DATE, [
        Due(published=None, own=(WORDS,), notes=("is not a date",)),
    ]),
    "under another name": Made("statement.txt", BROKEN_QP, [
        Due(title="Lower Ford", own=(WORDS,), never=("anna",)),
    ]),
}  # fmt: skip


def message(number: int, *body: str, head: tuple[str, ...] = ()) -> bytes:
    """A message of a mailbox, its lines as a Unix has them."""
    return lines(
        *head,
        "From: Press <press@ministry.example>",
        "To: anna.secret@home.example",
        f"Subject: Bulletin {number}",
        f"Date: Tue, 4 Mar 2031 09:0{number}:00 +0200",
        f"Message-ID: <m{number}@ministry.example>",
        "",
        *body,
    ).replace(b"\r\n", b"\n")


def box(mark: str, *messages: bytes, end: bytes = b"\n") -> bytes:
    """A mailbox of these messages, each under its mark."""
    return b"".join(mark.encode() + b"\n" + each + end for each in messages)


BULLETINS = [Due(key="m1@ministry.example", own=(WORDS,)),
             Due(key="m2@ministry.example", own=(OTHER,))]  # fmt: skip
PAIR = (message(1, WORDS), message(2, OTHER))
QUOTED = (">From the hill rebels shelled Lower Ford, the army said.", "",
          ">>From above is how it was written.")  # fmt: skip
UNQUOTED = Due(own=("From the hill rebels shelled Lower Ford", ">From above is how"))
INTERNAL = lines(
    "Date: 04 Mar 2031 09:00:00 +0000",
    "From: Mail System Internal Data <MAILER-DAEMON@home.example>",
    "Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA",
    "Message-ID: <1930381200@home.example>",
    "X-IMAP: 1930381200 0000000002",
    "Status: RO",
    "",
    "This text is part of the internal format of your mail folder, and is not",
    "a real message.",
).replace(b"\r\n", b"\n")

MBOX: dict[str, Made] = {
    "Thunderbird": Made("Inbox", box(
        "From - Tue Mar 04 09:00:00 2031",
        message(1, WORDS, head=("X-Mozilla-Status: 0001", "X-Mozilla-Status2: 00000000")),
        message(2, OTHER, head=("X-Mozilla-Status: 0001", "X-Mozilla-Keys:   "))), BULLETINS),
    "Google's Takeout": Made("All mail.mbox", box(
        "From 1826000000000000001@xxx Tue Mar 04 09:00:00 +0000 2031",
        *(message(n, words, head=("X-GM-THRID: 1", "X-Gmail-Labels: =?UTF-8?Q?Важное?="))
          for n, words in ((1, WORDS), (2, OTHER)))), BULLETINS),
    "a list's monthly archive (pipermail)": Made("2031-March.txt", box(
        "From press at ministry.example  Tue Mar  4 09:00:00 2031", *PAIR), BULLETINS),
    "lines of Windows": Made("a.mbox", box(
        "From press@ministry.example Tue Mar  4 09:00:00 2031", *PAIR).replace(b"\n", b"\r\n"),
        BULLETINS),
    "a mark before a line that begins with From": Made("a.mbox", box(
        "From press@ministry.example Tue Mar  4 09:00:00 2031", message(1, *QUOTED),
        message(2, OTHER)), [UNQUOTED, BULLETINS[1]]),
    "no mark before such a line (mboxcl2)": Made("a.mbox", box(
        "From press@ministry.example Tue Mar  4 09:00:00 2031",
        message(1, "From the hill rebels shelled it in 2031", "", WORDS), message(2, OTHER)),
        [Due(own=("From the hill rebels shelled it", WORDS)), BULLETINS[1]]),
    "no empty line between messages": Made("a.mbox", box(
        "From press@ministry.example Tue Mar  4 09:00:00 2031", *PAIR, end=b""), BULLETINS),
    "the folder's own data (Pine, UW IMAP)": Made("mbox", box(
        "From MAILER-DAEMON Tue Mar  4 09:00:00 2031", INTERNAL, *PAIR), BULLETINS),
    "a message that was deleted and is still there (Thunderbird)": Made("Inbox", box(
        "From - Tue Mar 04 09:00:00 2031", PAIR[0],
        message(3, "Fire.", head=("X-Mozilla-Status: 0009",)), PAIR[1]), [
        BULLETINS[0], Due(key="m2@ministry.example", notes=("1 of its messages were deleted",))]),
    "an instant with a zone, as old systems write it": Made("a.mbox", box(
        "From press@ministry.example Tue Mar  4 09:00:00 EET 2031", *PAIR), BULLETINS),
    "one message of many parts, one of KOI8-U": Made("a.mbox", box(
        "From press@ministry.example Tue Mar  4 09:00:00 2031",
        *(each.replace(b"\r\n", b"\n") for each in (GMAIL, KOI8))), [
        Due(outlet="The Gazette"), Due(outlet="Міністерство", own=(UKRAINIAN,))]),
    "a mailbox within another": Made("a.mbox", box(
        "From press@ministry.example Tue Mar  4 09:00:00 2031",
        NAMED_FILE.replace(b"\r\n", b"\n"), PAIR[1]), [
        Due(own=(WORDS,)), Due(lang="uk"), Refused("a.mbox#1!/photos.rar"), BULLETINS[1]]),
    "an encrypted one among others": Made("a.mbox", box(
        "From press@ministry.example Tue Mar  4 09:00:00 2031", PAIR[0],
        message(3, "--b", "", "x", "--b--",
                head=("Content-Type: multipart/encrypted; boundary=b",)), PAIR[1]), [
        BULLETINS[0], Refused("a.mbox#2: it is encrypted"), BULLETINS[1]]),
}  # fmt: skip
