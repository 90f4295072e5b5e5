"""Report -> GML, in fragments, as the report comes into being."""

from collections.abc import Iterable, Iterator

from nyqst.research.gml.characters import attribute, content
from nyqst.research.model.report import Reference, Report, Sentence, Text


class GmlWriter:
    """Each call returns the fragment that comes next; together they are the document.

    The order is: `open`, then for each section `start_section`, `text` as often as there is one
    and `end_section`; at last `references` and `close`.
    """

    def __init__(self) -> None:
        self._in_list = False

    def open(self, title: str, question: str, language: str = "en") -> str:
        return _start("gml-report", title=title, question=question, lang=language) + "\n"

    def start_section(self, id_: str, kind: str, title: str) -> str:
        return _start("gml-section", id=id_, kind=kind, title=title) + "\n"

    def text(self, text: Text) -> str:
        name = "gml-item" if text.bullet else "gml-p"
        claims = " ".join(map(_claim, text.sentences))
        return f"{self._turn_list(on=text.bullet)}<{name}>{claims}</{name}>\n"

    def end_section(self) -> str:
        return f"{self._turn_list(on=False)}</gml-section>\n"

    def references(self, references: Iterable[Reference]) -> str:
        return f"<gml-references>\n{''.join(map(_reference, references))}</gml-references>\n"

    def close(self) -> str:
        return "</gml-report>\n"

    def _turn_list(self, *, on: bool) -> str:
        if on == self._in_list:
            return ""
        self._in_list = on
        return "<gml-list>\n" if on else "</gml-list>\n"


def fragments(report: Report) -> Iterator[str]:
    writer = GmlWriter()
    yield writer.open(report.title, report.question, report.language)
    for section in report.sections:
        yield writer.start_section(section.id, section.kind, section.title)
        yield from map(writer.text, section.texts)
        yield writer.end_section()
    yield writer.references(report.references)
    yield writer.close()


def write(report: Report) -> str:
    return "".join(fragments(report))


def _start(name: str, /, **attributes: str | None) -> str:
    written = (
        f' {key}="{attribute(value)}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{''.join(written)}>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{content(text)}</{name}>"


def _claim(sentence: Sentence) -> str:
    start = _start(
        "gml-claim",
        cites=" ".join(map(str, sentence.cites)) or None,
        kind=sentence.kind,
        state="verified" if sentence.verified else "unverified",
    )
    return f"{start}{content(sentence.text)}</gml-claim>"


def _reference(reference: Reference) -> str:
    start = _start(
        "gml-reference",
        id=str(reference.number),
        sha256=reference.span.sha256,
        start=str(reference.span.start),
        end=str(reference.span.end),
        title=reference.title,
        name=reference.name,
        dated=reference.dated.isoformat() if reference.dated else None,
    )
    passage = (
        _element("gml-before", reference.before),
        _element("gml-quote", reference.quote),
        _element("gml-after", reference.after),
    )
    return f"{start}{''.join(passage)}</gml-reference>\n"
