"""Tree -> Report."""

from datetime import date

from nyqst.research.gml.grammar import Node
from nyqst.research.model.evidence import ClaimKind, Span
from nyqst.research.model.report import Reference, Report, ReportSection, Sentence, Text


def build(root: Node) -> Report:
    """`root` obeys the grammar. Raises `ValueError` when the report does not hold together."""
    *sections, references = root.children
    return Report(
        title=root.attributes["title"],
        question=root.attributes["question"],
        language=root.attributes["lang"],
        sections=tuple(map(_section, sections)),
        references=tuple(map(_reference, references.children)),
    )


def _section(node: Node) -> ReportSection:
    texts: list[Text] = []
    for child in node.children:
        bullet = child.name == "gml-list"
        items = child.children if bullet else [child]
        texts.extend(Text(tuple(map(_sentence, item.children)), bullet) for item in items)
    attributes = node.attributes
    return ReportSection(attributes["id"], attributes["kind"], attributes["title"], tuple(texts))


def _sentence(node: Node) -> Sentence:
    return Sentence(
        text=node.text,
        cites=tuple(map(int, node.attributes.get("cites", "").split())),
        kind=ClaimKind(node.attributes["kind"]),
        verified=node.attributes["state"] == "verified",
    )


def _reference(node: Node) -> Reference:
    attributes = node.attributes
    before, quote, after = (child.text for child in node.children)
    dated = attributes.get("dated")
    span = Span(attributes["sha256"], int(attributes["start"]), int(attributes["end"]))
    if span.end < span.start:
        raise ValueError("a reference ends before it starts")
    return Reference(
        number=int(attributes["id"]),
        span=span,
        title=attributes["title"],
        name=attributes["name"],
        before=before,
        quote=quote,
        after=after,
        dated=date.fromisoformat(dated.strip()) if dated else None,
    )
