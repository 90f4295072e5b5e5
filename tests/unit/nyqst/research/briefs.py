"""A brief about two texts, to be changed where a test cares."""

from typing import Any

from nyqst.artifacts.model import sha256_of
from nyqst.errors import NotFound
from nyqst.research.citations import Gate, ReadText, Verdict
from nyqst.research.model.brief import DataBrief, Finding
from nyqst.research.model.evidence import Claim, Source, Span

FLEET = "The fleet has 12 ferries. It carries a debt of 40 million."
CREW = "The crew numbers 240."
TEXTS = {sha256_of(text.encode()): text for text in (FLEET, CREW)}


def read_text(sha256: str) -> str:
    if sha256 not in TEXTS:
        raise NotFound(f"Not read: {sha256}")
    return TEXTS[sha256]


def source(text: str, **changes: Any) -> Source:
    sha256 = sha256_of(text.encode())
    made = {
        "sha256": sha256,
        "original_sha256": sha256,
        "name": f"{text.split()[1]}.txt",
        "title": text.split()[1].title(),
        "media_type": "text/plain",
        "characters": len(text),
    }
    return Source(**{**made, **changes})


def quotation(quote: str, text: str = FLEET) -> Claim:
    start = text.index(quote)
    return Claim(quote, (Span(sha256_of(text.encode()), start, start + len(quote)),))


FERRIES = quotation("The fleet has 12 ferries.")
DEBT = quotation("It carries a debt of 40 million.")
NUMBERS = quotation(CREW, CREW)


def a_brief(**changes: Any) -> DataBrief:
    made = {
        "question": "How is the company?",
        "title": "The company",
        "answer": (FERRIES,),
        "findings": (Finding("Fleet", (FERRIES, DEBT)), Finding("Crew", (NUMBERS,))),
        "primary_sources": (source(FLEET), source(CREW)),
        "all_sources": (source(CREW), source(FLEET)),
    }
    return DataBrief(**{**made, **changes})


def gate(*, drop: tuple[Claim, ...] = (), mark: tuple[Claim, ...] = ()) -> Gate:
    def judge(claim: Claim, _read_text: ReadText) -> Verdict:
        if claim in drop:
            return Verdict(kept=False, reasons=("number_not_in_source",))
        return Verdict(kept=True, verified=claim not in mark, citations=claim.citations)

    return judge
