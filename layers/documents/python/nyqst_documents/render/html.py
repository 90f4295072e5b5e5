"""Report -> HTML: one file that needs no network and no script.

A footnote's number is a button that opens the passage as a popover. Closed, the passages stand
at the end of the page and are the list of sources.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from nyqst.research.model.report import Report
from nyqst_documents.render import wording
from nyqst_documents.render.excerpts import Excerpt
from nyqst_documents.render.layout import (
    Block,
    LaidSection,
    LaidSource,
    Layout,
    Words,
    lay_out,
    source_anchor,
)

_TEMPLATES = Path(__file__).with_name("templates")


def render(report: Report) -> bytes:
    layout = lay_out(report)
    page = _template().substitute(
        language=escape(layout.language),
        style=_style(),
        style_hash=_hash(_style()),
        title=escape(layout.title),
        question=_question(layout),
        standing=escape(layout.standing),
        contents=_contents(layout),
        sections="\n".join(map(_section, layout.sections)),
        sources=_sources(layout),
    )
    return page.encode()


@cache
def _template() -> Template:
    return Template((_TEMPLATES / "report.html").read_text(encoding="utf-8"))


@cache
def _style() -> str:
    return (_TEMPLATES / "report.css").read_text(encoding="utf-8")


def _hash(style: str) -> str:
    """How the page's security policy knows its one style."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _question(layout: Layout) -> str:
    if not layout.question:
        return ""
    label = f'<span class="label">{wording.QUESTION}</span>'
    return f'<p class="question" dir="auto">{label}{escape(layout.question)}</p>'


def _contents(layout: Layout) -> str:
    if not layout.has_contents:
        return ""
    entries = [(section.anchor, section.title) for section in layout.sections]
    if layout.sources:
        entries.append(("sources", wording.SOURCES))
    items = "\n".join(
        f'<li><a href="#{anchor}" dir="auto">{escape(title)}</a></li>' for anchor, title in entries
    )
    label = f'<span class="label" id="contents">{wording.CONTENTS}</span>'
    return f'<nav aria-labelledby="contents">{label}\n<ol>\n{items}\n</ol>\n</nav>'


def _section(section: LaidSection) -> str:
    blocks = "\n".join(map(_block, section.blocks)) or f"<p>{wording.EMPTY}</p>"
    return (
        f'<section id="{section.anchor}" class="kind-{section.kind}"'
        f' aria-labelledby="{section.anchor}-title">\n'
        f'<h2 id="{section.anchor}-title" dir="auto">{escape(section.title)}</h2>\n'
        f"{blocks}\n</section>"
    )


def _block(block: Block) -> str:
    tag = "li" if block.bullets else "p"
    items = "\n".join(
        f'<{tag} dir="auto">{" ".join(map(_words, item))}</{tag}>' for item in block.items
    )
    return f"<ul>\n{items}\n</ul>" if block.bullets else items


def _words(words: Words) -> str:
    cites = ",".join(map(_cite, words.cites))
    marks = f'<sup class="cites">{cites}</sup>' if cites else ""
    if words.anchor or not words.verified:
        identity = f' id="{words.anchor}"' if words.anchor else ""
        look = "sentence" if words.verified else "sentence unverified"
        flag = "" if words.verified else f'<span class="flag">{wording.UNVERIFIED}</span>'
        text = f'<span class="words">{escape(words.text)}</span>'
        return f'<span{identity} class="{look}">{text}{marks}{flag}</span>'
    return escape(words.text)


def _cite(number: int) -> str:
    target = source_anchor(number)
    return f'<button popovertarget="{target}" aria-label="Source {number}">{number}</button>'


def _sources(layout: Layout) -> str:
    if not layout.sources:
        return ""
    items = "\n".join(map(_source, layout.sources))
    return (
        '<section class="sources" id="sources" aria-labelledby="sources-title">\n'
        f'<h2 id="sources-title">{wording.SOURCES}</h2>\n<ol>\n{items}\n</ol>\n</section>'
    )


def _source(source: LaidSource) -> str:
    provenance = "".join(f"<bdi>{escape(part)}</bdi>" for part in source.provenance)
    back = "".join(
        f'<a href="#{place.anchor}">↩&nbsp;<bdi>{escape(place.section)}</bdi></a>'
        for place in source.cited_in
    )
    return (
        f'<li><article id="{source.anchor}" class="source" popover'
        f' aria-label="Source {source.number}">\n'
        f'<p dir="auto"><span class="number">{source.number}</span>'
        f"<cite>{escape(source.title)}</cite></p>\n"
        f'<p class="provenance">{provenance}</p>\n'
        f'<blockquote dir="auto">{_excerpt(source.excerpt)}</blockquote>\n'
        f'<p class="back">{back}</p>\n'
        f'<button class="close" popovertarget="{source.anchor}"'
        ' popovertargetaction="hide">Back to the text</button>\n</article></li>'
    )


def _excerpt(excerpt: Excerpt) -> str:
    before, quote, after = map(escape, (excerpt.before, excerpt.quote, excerpt.after))
    return f"{before}<mark>{quote}</mark>{after}"
