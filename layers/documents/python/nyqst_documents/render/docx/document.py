"""Report -> Word document: headings are styles, citations and sources link to each other."""

import io
from collections.abc import Iterator
from itertools import count

import docx
from docx.oxml.ns import qn

from nyqst.research.model.report import Report
from nyqst_documents.render import wording
from nyqst_documents.render.direction import runs_right_to_left
from nyqst_documents.render.docx.archive import template, undated
from nyqst_documents.render.docx.elements import Piece, bookmarked, link, paragraph, run, tab
from nyqst_documents.render.layout import (
    Block,
    LaidSection,
    LaidSource,
    Layout,
    Words,
    lay_out,
    source_anchor,
)


def render(report: Report) -> bytes:
    layout = lay_out(report)
    document = docx.Document(io.BytesIO(template()))
    document.core_properties.title = layout.title[:255]
    document.core_properties.language = layout.language
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), layout.language)
    end = document.element.body.sectPr
    for element in _Body().paragraphs(layout):
        end.addprevious(element)
    saved = io.BytesIO()
    document.save(saved)
    return undated(saved.getvalue())


class _Body:
    def __init__(self) -> None:
        self._bookmarks = count(1)

    def paragraphs(self, layout: Layout) -> Iterator[Piece]:
        yield _plain("Title", layout.title)
        if layout.question:
            yield _plain("Question", layout.question)
        yield _plain("Standing", layout.standing)
        yield from _contents(layout)
        for section in layout.sections:
            yield from self._section(section)
        if layout.sources:
            yield self._heading("sources", wording.SOURCES)
        for source in layout.sources:
            yield from self._source(source)

    def _section(self, section: LaidSection) -> Iterator[Piece]:
        yield self._heading(section.anchor, section.title)
        style = "Summary" if section.kind == "summary" else "Normal"
        for block in section.blocks:
            yield from self._block(block, style)
        if not section.blocks:
            yield _plain(style, wording.EMPTY)

    def _heading(self, anchor: str, title: str) -> Piece:
        marked = bookmarked(anchor, next(self._bookmarks), [run(title)])
        return paragraph("Heading1", marked, right_to_left=runs_right_to_left(title))

    def _block(self, block: Block, style: str) -> Iterator[Piece]:
        for item in block.items:
            pieces: list[Piece] = []
            for words in item:
                pieces += [run(" ")] if pieces else []
                pieces += self._words(words)
            right_to_left = runs_right_to_left(item[0].text)
            style = "ListBullet" if block.bullets else style
            yield paragraph(style, pieces, right_to_left=right_to_left)

    def _words(self, words: Words) -> list[Piece]:
        pieces = [run(words.text, None if words.verified else "Doubtful")]
        for number in words.cites:
            comma = [run(",", "SourceMark")] if number != words.cites[0] else []
            cite = link(source_anchor(number), run(str(number), "SourceMark"))
            pieces += [*comma, cite]
        if not words.verified:
            pieces.append(run(f"\u00a0{wording.UNVERIFIED}", "Unverified"))
        if not words.anchor:
            return pieces
        return bookmarked(words.anchor, next(self._bookmarks), pieces)

    def _source(self, source: LaidSource) -> Iterator[Piece]:
        number = run(str(source.number), "SourceNumber")
        marked = bookmarked(source.anchor, next(self._bookmarks), [number])
        provenance = "".join(f" · {part}" for part in source.provenance)
        title = [run(source.title, "SourceTitle"), run(provenance, "Provenance")]
        yield paragraph("Source", [*marked, tab(), *title])
        excerpt = source.excerpt.close_up
        passage = [run(excerpt.before), run(excerpt.quote, "QuotedPassage"), run(excerpt.after)]
        right_to_left = runs_right_to_left(excerpt.quote)
        yield paragraph("Excerpt", [*passage, *_back(source)], right_to_left=right_to_left)


def _plain(style: str, text: str) -> Piece:
    return paragraph(style, [run(text)], right_to_left=runs_right_to_left(text))


def _contents(layout: Layout) -> Iterator[Piece]:
    if layout.has_contents:
        yield _plain("ContentsHeading", wording.CONTENTS)
        for section in layout.sections:
            yield paragraph("ContentsEntry", [link(section.anchor, run(section.title))])
        if layout.sources:
            yield paragraph("ContentsEntry", [link("sources", run(wording.SOURCES))])


def _back(source: LaidSource) -> Iterator[Piece]:
    for place in source.cited_in:
        yield run("  ")
        yield link(place.anchor, run(f"↩\u00a0{place.section}", "Link"))
