"""Markdown to a draft, by way of HTML: so what a reader would not see is not read either."""

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from nyqst_documents.extract.characters import clean
from nyqst_documents.extract.date_reading import first_date
from nyqst_documents.extract.draft import Draft
from nyqst_documents.extract.encoding import decode
from nyqst_documents.extract.html_page.blocks import blocks_of
from nyqst_documents.extract.html_page.tree import parse
from nyqst_documents.extract.html_page.visibility import without_the_unseen
from nyqst_documents.extract.limits import MAX_MARKDOWN_BYTES
from nyqst_documents.extract.reasons import Reason, unreadable
from nyqst_documents.extract.wrapping import is_field

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*[:=](.*)$", re.MULTILINE)
_DATE_FIELDS = ("updated", "last_updated", "lastmod", "modified", "date", "published", "as_of")


def read_markdown(content: bytes) -> Draft:
    if len(content) > MAX_MARKDOWN_BYTES:
        raise unreadable(Reason.TOO_LARGE, f"Markdown is read up to {MAX_MARKDOWN_BYTES >> 20} MB")
    fields, body = _split_front_matter(clean(decode(content)))
    page = without_the_unseen(parse(_to_html(body)))
    return Draft(
        blocks=tuple(blocks_of(page)),
        title=fields.get("title"),
        dated=_dated(fields),
    )


def _to_html(text: str) -> str:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _alternative_text)
    parser.add_render_rule("softbreak", _line_end)
    return f"<body>{parser.render(text)}</body>"


def _alternative_text(
    _renderer: object, tokens: Sequence["Token"], index: int, *_settings: object
) -> str:
    """A picture that is all there is to a link is a badge or a button and says nothing."""
    around = {
        token.type for token in (*tokens[max(index - 1, 0) : index], *tokens[index + 1 : index + 2])
    }
    return "" if around == {"link_open", "link_close"} else escape(tokens[index].content)


def _line_end(_renderer: object, tokens: Sequence["Token"], index: int, *_settings: object) -> str:
    """`Date: 3 March 2025` keeps its line, which Markdown would join with the one above."""
    return (
        "<br>" if any(is_field(token.content) for token in tokens[index + 1 : index + 2]) else "\n"
    )


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    fields = {name.lower(): value.strip(" \t\"'") for name, value in _FIELD.findall(match[2])}
    return (fields, text[match.end() :]) if fields else ({}, text)


def _dated(fields: dict[str, str]) -> date | None:
    days = (first_date(fields.get(name, "")) for name in _DATE_FIELDS)
    return next(filter(None, days), None)
