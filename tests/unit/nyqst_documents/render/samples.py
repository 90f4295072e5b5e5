"""Reports to render: an ordinary one, a long one, and the pieces of others."""

from datetime import date

from nyqst.research.model.evidence import ClaimKind, Span
from nyqst.research.model.report import Reference, Report, ReportSection, Sentence, Text

BEFORE = "Two new vessels entered service. "
QUOTE = "Group revenue rose to €418.2 million in 2023."
AFTER = " The board attributes this to"


def reference(
    number: int = 1,
    *,
    title: str = "Annual Report 2023",
    name: str = "annual-report.pdf",
    before: str = BEFORE,
    quote: str = QUOTE,
    after: str = AFTER,
    sha256: str = "ab" * 32,
    dated: date | None = date(2024, 3, 14),
) -> Reference:
    span = Span(sha256, number, number + len(quote))
    return Reference(number, span, title, name, before, quote, after, dated)


def section(*texts: Text, id_: str = "s", kind: str = "finding", title: str = "T") -> ReportSection:
    return ReportSection(id_, kind, title, texts)


def paragraph(*sentences: Sentence) -> Text:
    return Text(sentences)


def item(*sentences: Sentence) -> Text:
    return Text(sentences, bullet=True)


def report(*sections: ReportSection, references: tuple[Reference, ...] = ()) -> Report:
    return Report("The title", "The question?", sections, references)


def saying(text: str) -> Report:
    """`text` as a paragraph and as an item of a list."""
    return report(section(paragraph(Sentence(text)), item(Sentence(text))))


ORDINARY = report(
    section(
        paragraph(
            Sentence("Revenue rose to €418.2 million.", (1,)),
            Sentence("Dues rise by 18%.", (2, 1)),
            Sentence("More may follow.", (2,), verified=False),
        ),
        id_="summary",
        kind="summary",
        title="Summary",
    ),
    section(
        paragraph(Sentence("This follows.", kind=ClaimKind.CONNECTIVE)),
        item(Sentence("The fleet has five vessels.", (2,))),
        item(Sentence("None is new.", (2,))),
        id_="fleet",
        title="Fleet & class",
    ),
    references=(
        reference(),
        reference(2, title="notice.html", name="notice.html", sha256="cd" * 32, dated=None),
    ),
)

_LOREM = (
    "The authority raised its dues twice, and the effect on the margin was larger than planned.",
    "Freight volumes on the northern route grew faster than passenger traffic in both years.",
    "Two of the five vessels account for more than half of the cost of maintenance.",
    "The insurer’s letter makes cover conditional on a valid certificate of class.",
)


def long(sections: int = 9, paragraphs: int = 7, references: int = 40) -> Report:
    """Ten pages and more, by default."""

    def text(number: int) -> Text:
        return paragraph(
            *(
                Sentence(_LOREM[(number + i) % 4], (1 + (number + i) % references,))
                for i in range(4)
            )
        )

    return report(
        *(
            section(
                *(text(number * paragraphs + i) for i in range(paragraphs)),
                item(Sentence(_LOREM[number % 4], (1,))),
                id_=f"finding-{number}",
                title=f"Finding {number}",
            )
            for number in range(1, sections + 1)
        ),
        references=tuple(reference(number) for number in range(1, references + 1)),
    )
