"""Three short texts about a harbour, as search hands them to a runner."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from nyqst.research.model.brief import DataBrief, Finding
from nyqst.research.model.evidence import Claim, Passage, Source, Span
from nyqst.research.model.plan import Limits, PlanRequest, SourceOutline

QUESTION = "What does Tarn Harbour earn, and who runs it?"

TEXTS: Mapping[str, str] = {
    "annual-report.md": (
        "Tarn Harbour earned 4.2 million euros in 2024. "
        "Most of it came from the ferry terminal.\n\n"
        "The harbour is run by Ines Varga, who was appointed in March 2023. "
        "She reports to the town council."
    ),
    "minutes.md": (
        "The council heard that Tarn Harbour earned 3.9 million euros in 2024 before audit.\n\n"
        "It approved the dredging of the north basin for 600,000 euros."
    ),
    "lease.md": (
        "The lease of the ferry terminal ends on 30 June 2027. "
        "The harbour may not let the terminal to anyone else before that date."
    ),
}

LIMITS = Limits(tasks=8, rounds=2, queries_per_round=4, passages_per_query=8, notes_per_task=12)


def text_hash(name: str) -> str:
    return sha256(TEXTS[name].encode()).hexdigest()


def read_text(sha: str) -> str:
    return next(text for name, text in TEXTS.items() if text_hash(name) == sha)


def sources() -> tuple[Source, ...]:
    return tuple(
        Source(
            sha256=text_hash(name),
            original_sha256=text_hash(name),
            name=name,
            title=name.removesuffix(".md").replace("-", " ").capitalize(),
            media_type="text/markdown",
            characters=len(text),
            dated=date(2025, 2, 1),
        )
        for name, text in TEXTS.items()
    )


def passages() -> tuple[Passage, ...]:
    """A paragraph each, the first of each text the best."""
    made = []
    for source in sources():
        start = 0
        for number, paragraph in enumerate(read_text(source.sha256).split("\n\n")):
            span = Span(source.sha256, start, start + len(paragraph))
            made.append(Passage(span, paragraph, "", 10.0 - number, source.title))
            start = span.end + 2
    return tuple(made)


def request(question: str = QUESTION, limits: Limits = LIMITS) -> PlanRequest:
    outlines = tuple(SourceOutline(source.sha256, source.title, ()) for source in sources())
    return PlanRequest(question, limits, outlines)


def brief(*claims: Claim) -> DataBrief:
    """One finding, and nothing else."""
    read = sources()
    return DataBrief(QUESTION, "Tarn Harbour", (), (Finding("Earnings", claims),), all_sources=read)
