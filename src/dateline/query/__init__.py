"""The query language: one parser for the command line, Python, pages, watches and exports."""

from dateline.query.fields import FIELDS, near_value, split_near, split_rectangle
from dateline.query.keys import Matcher, Phrase, index_text, name_keys
from dateline.query.parse import parse_query
from dateline.query.sides import side_code, with_side_codes
from dateline.query.terms import (
    AllOf,
    AnyOf,
    Field,
    Not,
    Term,
    Words,
    all_of,
    any_of,
    every_field,
    fields_of,
    print_query,
    terms_of,
    words_of,
)

__all__ = [
    "FIELDS",
    "AllOf",
    "AnyOf",
    "Field",
    "Matcher",
    "Not",
    "Phrase",
    "Term",
    "Words",
    "all_of",
    "any_of",
    "every_field",
    "fields_of",
    "index_text",
    "name_keys",
    "near_value",
    "parse_query",
    "print_query",
    "side_code",
    "split_near",
    "split_rectangle",
    "terms_of",
    "with_side_codes",
    "words_of",
]
