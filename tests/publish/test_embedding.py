"""JSON that stands in a page ends no script and says the same."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dateline.publish.embedding import embeddable

LETTERS = st.text(st.sampled_from('</script>!-&\u2028\u2029\\"u003cаб')) | st.text()


@given(st.dictionaries(LETTERS, st.lists(LETTERS)))
def test_nothing_ends_a_script_and_nothing_is_lost(told: dict[str, list[str]]) -> None:
    made = embeddable(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    text = made.decode("utf-8", "surrogatepass")
    assert set("<>&\u2028\u2029").isdisjoint(text)
    assert json.loads(text) == told
