"""JSON that can stand in a page: nothing in it ends a script or begins a tag."""

from __future__ import annotations

# None of these has a meaning in JSON but within strings, where the escape is the same letter.
_ESCAPES = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)


def embeddable(json: bytes) -> bytes:
    """The same JSON, safe between <script> and </script>.

    b'"</script>"' -> b'"\\u003c/script\\u003e"'
    """
    for letter, escape in _ESCAPES:
        json = json.replace(letter, escape)
    return json
