"""Reports of every shape, and the published schema to hold GML against."""

from pathlib import Path

from hypothesis import strategies as st
from lxml import etree

from nyqst.research import gml
from nyqst.research.model.evidence import ClaimKind, Span
from nyqst.research.model.report import Reference, Report, ReportSection, Sentence, Text

SCHEMA = etree.XMLSchema(etree.parse(Path(gml.__file__).with_name("gml.xsd")))


def violations(document: str) -> str:
    """What the published schema has against `document`; raises if it is not well-formed."""
    valid = SCHEMA.validate(etree.fromstring(document))
    return "" if valid else str(SCHEMA.error_log)


_HOSTILE = st.sampled_from(
    [
        "</gml-claim>",
        "<script>alert(1)</script>",
        "]]>",
        "&amp;",
        "<!--",
        '"',
        "'",
        "\r\n",
        "\t",
        "שלום",
    ]
)
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])


def _is_xml(text: str) -> bool:
    return all(c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") for c in text)


xml_texts = st.lists(_HOSTILE | st.text(_CHARACTERS.filter(_is_xml), max_size=8), max_size=3).map(
    "".join
)
"""Texts that XML can write down."""

any_texts = st.text(max_size=30)
"""Control characters and lone surrogates too."""

_names = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,12}", fullmatch=True)
_offsets = st.integers(min_value=0, max_value=10**9)


@st.composite
def _references(draw: st.DrawFn, number: int, texts: st.SearchStrategy[str]) -> Reference:
    start, length = draw(_offsets), draw(_offsets)
    return Reference(
        number=number,
        span=Span(draw(st.binary(min_size=32, max_size=32)).hex(), start, start + length),
        title=draw(texts),
        name=draw(texts),
        before=draw(texts),
        quote=draw(texts),
        after=draw(texts),
        dated=draw(st.none() | st.dates()),
    )


@st.composite
def reports(draw: st.DrawFn, texts: st.SearchStrategy[str] = xml_texts) -> Report:
    numbers = range(1, draw(st.integers(1, 4)))
    cites = st.lists(st.sampled_from(numbers), max_size=3) if numbers else st.just([])
    sentences = st.builds(
        Sentence, texts, cites.map(tuple), st.sampled_from(ClaimKind), st.booleans()
    )
    paragraphs = st.builds(Text, st.lists(sentences, max_size=3).map(tuple), st.booleans())
    sections = st.builds(
        ReportSection, _names, _names, texts, st.lists(paragraphs, max_size=4).map(tuple)
    )
    return Report(
        title=draw(texts),
        question=draw(texts),
        sections=tuple(draw(st.lists(sections, max_size=3, unique_by=lambda section: section.id))),
        references=tuple(draw(_references(number, texts)) for number in numbers),
        language=draw(st.sampled_from(["en", "de-CH", "zh-Hant-TW"])),
    )
