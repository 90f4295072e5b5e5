"""HTML to a draft."""

import re
from datetime import date

from nyqst_documents.extract.characters import clean, one_line
from nyqst_documents.extract.date_reading import first_date
from nyqst_documents.extract.draft import Draft
from nyqst_documents.extract.encoding import decode
from nyqst_documents.extract.html_page.blocks import blocks_of
from nyqst_documents.extract.html_page.inline import inline_text
from nyqst_documents.extract.html_page.main_content import main_content
from nyqst_documents.extract.html_page.tree import Node, parse
from nyqst_documents.extract.html_page.visibility import without_the_unseen
from nyqst_documents.extract.limits import MAX_MARKUP_BYTES
from nyqst_documents.extract.reasons import Reason, unreadable
from nyqst_documents.extract.titles import is_title, opens_section

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_SITE = re.compile(r"\s+(?:[|–—·»-]|::)\s+")
"""What sets the name of a page apart from that of its site: "Events | Handbook"."""

_DATE_NAMES = (
    "article:modified_time",
    "dcterms.modified",
    "article:published_time",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "date",
    "publish-date",
    "datepublished",
)
"""Of `meta` elements, the most telling first."""


def read_html(content: bytes) -> Draft:
    if len(content) > MAX_MARKUP_BYTES:
        raise unreadable(Reason.TOO_LARGE, f"HTML is read up to {MAX_MARKUP_BYTES // 2**20} MB")
    charset = _CHARSET.search(content[:_HEAD_BYTES])
    page = parse(clean(decode(content, charset[1].decode() if charset else None)))
    seen = main_content(without_the_unseen(page))
    return Draft(
        blocks=tuple(blocks_of(seen)),
        title=_title(page, seen),
        dated=_dated(page),
    )


def _title(page: Node, content: Node) -> str | None:
    """The main heading, which readers see; what stands in the window's frame only without one."""
    main = [one_line(inline_text(node.children)) for node in content.find("h1")]
    title = next((one_line(node.text()) for node in page.find("title")), "")
    if main and is_title(main[0]) and not opens_section(main[0]):
        return main[0]
    page_name, *site = _SITE.split(title)
    headings = {*main, *(one_line(inline_text(node.children)) for node in content.find("h2"))}
    return page_name if site and page_name in headings else title or None


def _dated(page: Node) -> date | None:
    named = {
        (node.get("property") or node.get("name") or node.get("itemprop")).lower(): node
        for node in page.find("meta")
    }
    for name in _DATE_NAMES:
        found = first_date(named[name].get("content")) if name in named else None
        if found:
            return found
    return None
