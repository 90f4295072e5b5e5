"""A layout as the sequence of blocks that reportlab sets on pages."""

from collections.abc import Iterator
from math import ceil
from unicodedata import normalize

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, KeepTogether, Paragraph, Spacer

from nyqst_documents.render import wording
from nyqst_documents.render.excerpts import Excerpt
from nyqst_documents.render.layout import (
    Block,
    LaidSection,
    LaidSource,
    Layout,
    Place,
    Words,
    source_anchor,
)
from nyqst_documents.render.pdf import styles
from nyqst_documents.render.pdf.fonts import SERIF
from nyqst_documents.render.pdf.glyphs import MISSING, Glyphs
from nyqst_documents.render.pdf.headings import ContentsEntry, Heading

_SOURCES = "sources"
_BACK = "↩\u00a0"

_LONGEST_HEADING = 300
_CHARACTERS_A_LINE = 45
"""At least, in the style of headings."""

_LINES_WITH_HEADING = 3
"""Of the text that must follow a heading on its page."""


class Flow:
    def __init__(self) -> None:
        self._glyphs = Glyphs()

    def blocks(self, layout: Layout) -> list[Flowable]:
        """The front comes last into being: it says what all the rest could not print."""
        rest = [*self._contents(layout), *self._sections(layout), *self._sources(layout)]
        return [*self._front(layout), *rest]

    def _front(self, layout: Layout) -> Iterator[Flowable]:
        front = [self._plain(layout.title, styles.TITLE)]
        if layout.question:
            front.append(self._plain(layout.question, styles.QUESTION))
        yield from front
        yield self._plain(layout.standing, styles.STANDING)
        if missing := self._glyphs.missing:
            note = wording.not_shown(missing.total(), sorted(missing), MISSING)
            yield self._plain(note, styles.STANDING)
        yield HRFlowable(
            width="100%", thickness=0.6, color=styles.RULE, spaceBefore=6, spaceAfter=6
        )

    def _plain(self, text: str, style: ParagraphStyle) -> Paragraph:
        return Paragraph(self._glyphs.markup(text), style)

    def _anchored(self, anchor: str, text: str) -> str:
        """The anchor stands behind the first character: before it, no long word is broken."""
        if not anchor:
            return self._glyphs.markup(text)
        text = normalize("NFC", text)
        first, rest = self._glyphs.markup(text[:1]), self._glyphs.markup(text[1:])
        return f'{first}<a name="{anchor}"/>{rest}'

    def _contents(self, layout: Layout) -> Iterator[Flowable]:
        if not layout.has_contents:
            return
        yield Spacer(0, 8)
        yield self._plain(wording.CONTENTS.upper(), styles.LABEL)
        for section in layout.sections:
            yield ContentsEntry(section.anchor, self._glyphs.markup(_heading_text(section.title)))
        if layout.sources:
            yield ContentsEntry(_SOURCES, wording.SOURCES)

    def _sections(self, layout: Layout) -> Iterator[Flowable]:
        for section in layout.sections:
            yield from self._section(section)

    def _section(self, section: LaidSection) -> Iterator[Flowable]:
        yield from self._heading(section.anchor, section.title)
        style = styles.SUMMARY if section.kind == "summary" else styles.BODY
        for block in section.blocks:
            yield from self._block(block, style)
        if not section.blocks:
            yield self._plain(wording.EMPTY, style)

    def _heading(self, anchor: str, title: str) -> Iterator[Flowable]:
        text = _heading_text(title)
        lines = ceil(len(text) / _CHARACTERS_A_LINE)
        below = _LINES_WITH_HEADING * styles.BODY.leading
        yield CondPageBreak(styles.HEADING.spaceBefore + lines * styles.HEADING.leading + below)
        heading = Heading(self._anchored(anchor, text), styles.HEADING)
        heading.anchor, heading.title = anchor, text
        yield heading

    def _block(self, block: Block, style: ParagraphStyle) -> Iterator[Flowable]:
        for item in block.items:
            text = " ".join(map(self._words, item))
            if block.bullets:
                yield Paragraph(text, styles.BULLET, bulletText="•")
            else:
                yield Paragraph(text, style)
        if block.bullets:
            yield Spacer(0, styles.BODY.spaceAfter - styles.BULLET.spaceAfter)

    def _words(self, words: Words) -> str:
        text = self._anchored(words.anchor, words.text)
        cites = ",".join(
            f'<a href="#{source_anchor(number)}" color="{styles.ACCENT}">{number}</a>'
            for number in words.cites
        )
        marks = f'<super size="7.5" rise="3.9">{cites}</super>' if cites else ""
        if words.verified:
            return f"{text}{marks}"
        flag = f'<font size="8" color="{styles.WARNING}">\u00a0<b>{wording.UNVERIFIED}</b></font>'
        underlined = f'<u color="{styles.WARNING}" width="0.6" offset="-2">{text}</u>'
        return f"{underlined}{marks}{flag}"

    def _sources(self, layout: Layout) -> Iterator[Flowable]:
        heading = self._heading(_SOURCES, wording.SOURCES)  # the first source takes it along
        for source in layout.sources:
            yield KeepTogether([*heading, *self._source(source)])

    def _source(self, source: LaidSource) -> Iterator[Flowable]:
        title = self._anchored(source.anchor, source.title)
        provenance = self._glyphs.markup("".join(f" · {part}" for part in source.provenance))
        small = f'<font name="{SERIF}" size="9" color="{styles.MUTED}">{provenance}</font>'
        yield Paragraph(f"{title}{small}", styles.SOURCE, bulletText=str(source.number))
        back = "".join(map(self._back, source.cited_in))
        yield Paragraph(f"{self._excerpt(source.excerpt.close_up)}{back}", styles.EXCERPT)

    def _excerpt(self, excerpt: Excerpt) -> str:
        before, quote, after = map(
            self._glyphs.markup, (excerpt.before, excerpt.quote, excerpt.after)
        )
        marked = f'<span backColor="{styles.HIGHLIGHT}" color="{styles.INK}">{quote}</span>'
        return f"{before}{marked}{after}"

    def _back(self, place: Place) -> str:
        text = self._glyphs.markup(_BACK + place.section)
        link = f'<a href="#{place.anchor}" color="{styles.ACCENT}">{text}</a>'
        return f' <font size="9">\u00a0{link}</font>'


def _heading_text(title: str) -> str:
    return title if len(title) <= _LONGEST_HEADING else f"{title[: _LONGEST_HEADING - 1]}…"
