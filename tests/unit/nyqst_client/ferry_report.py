"""A report to show, of the length and make that runs write."""

from hashlib import sha256

from nyqst.research.model.evidence import Span
from nyqst.research.model.report import Reference, Report, ReportSection, Sentence, Text

QUESTION = (
    "What are the main financial, legal and operational risks of buying Salmon Line Ferries, and "
    "what should be settled before anything is signed?"
)
TITLES = (
    "Revenue, profit and debt",
    "The public service contract and when it ends",
    "Condition and value of the fleet",
    "The battery retrofit and its two offers",
    "Lawsuits and claims",
    "Leases and licences of the terminals",
    "Staff, pensions and the collective agreement",
    "Insurance and environmental permits",
)
Told = tuple[tuple[str, tuple[int, ...]], ...]

_SOURCES = (
    ("Audited accounts 2025, summary", "audited-accounts-2025-summary.pdf"),
    ("Public service contract", "public-service-contract.pdf"),
    ("Amendment 2 to the public service contract", "public-service-contract-amendment-2.docx"),
    ("Technical due diligence", "technical-due-diligence.docx"),
    ("Letter on the state of litigation", "litigation-status-letter.docx"),
    ("HR report 2026", "hr-report-2026.pdf"),
)
_SECTIONS = (
    (
        "The short answer",
        (
            ("The contract that brings in most of the revenue ends in 2028 (see below).", (1, 2)),
            ("One lawsuit is open, and the accounts hold no provision for it.", (3,)),
            ("The documents do not say who owns the berth in Port Maren.", ()),
        ),
    ),
    (
        "Revenue, profit and debt",
        (
            ("Revenue came to EUR 41.2 million in 2025, after EUR 38.9 million in 2024.", (1,)),
            ("Net debt stood at EUR 17.4 million at the end of the year.", (1, 4)),
            ("The half-year figures of the draft and of the final version differ.", (5, 6)),
        ),
    ),
    (
        "The public service contract",
        (
            ("The contract runs until 31 March 2028 and may be extended once by two years.", (2,)),
            ("Amendment 2 lowers the yearly payment by 3.5 per cent from 2027 on.", (7, 8)),
        ),
    ),
    (
        "Condition of the fleet",
        (
            ("Three of the five ferries need new main engines before 2030.", (9,)),
            ("The survey of the Petrel found corrosion in the aft ballast tank.", (9, 10)),
        ),
    ),
)


def _section(number: int, title: str, told: Told) -> ReportSection:
    sentences = tuple(Sentence(text, cites) for text, cites in told)
    open_points = [
        Sentence(f"To be settled: {text.lower()}", cites, verified=number != 2)
        for text, cites in told[:2]
    ]
    bullets = tuple(Text((sentence,), bullet=True) for sentence in open_points)
    return ReportSection(f"s{number}", "topic", title, (Text(sentences), *bullets))


def _reference(number: int) -> Reference:
    title, name = _SOURCES[number % len(_SOURCES)]
    span = Span(sha256(name.encode()).hexdigest(), 10 * number, 10 * number + 60)
    return Reference(number, span, title, name, "… ", "What the source says & how.", " …")


REPORT = Report(
    title="Risks of buying Salmon Line Ferries",
    question=QUESTION,
    sections=tuple(_section(number, *each) for number, each in enumerate(_SECTIONS)),
    references=tuple(map(_reference, range(1, 11))),
)
