"""Shorthand for tests that ask a model through the Bedrock runner's parts."""

from collections.abc import Sequence

from langchain_core.messages import AIMessage

from nyqst.metering.model.model_class import Price
from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.evidence import Note, Span
from nyqst.research.model.plan import Plan, PlanSet, PlanTask
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.meter import Meter
from tests import harbour
from tests.fakes.chat_model import USED, FakeChatModel, Reply

PRICE = Price(2_000_000, 10_000_000)
TASK = PlanTask("t01", "p1", "Earnings", "What does Tarn Harbour earn?")
OTHER = PlanTask("t02", "p1", "Management", "Who runs Tarn Harbour?")
PLAN = PlanSet(harbour.QUESTION, "Tarn Harbour", (Plan("p1", "", "", (TASK, OTHER)),))


def calls(*replies: Reply) -> tuple[ModelCalls, FakeChatModel]:
    model = FakeChatModel().enqueue(replies)
    return ModelCalls(model, Meter(PRICE)), model


def said(text: str, stop: str = "end_turn") -> AIMessage:
    return AIMessage(content=text, usage_metadata=USED, response_metadata={"stopReason": stop})


def note(name: str, text: str, relevance: float = 0.5) -> Note:
    start = harbour.TEXTS[name].index(text)
    return Note(text, Span(harbour.text_hash(name), start, start + len(text)), relevance)


EARNED = note("annual-report.md", "Tarn Harbour earned 4.2 million euros in 2024.", 0.9)
BEFORE_AUDIT = note(
    "minutes.md",
    "The council heard that Tarn Harbour earned 3.9 million euros in 2024 before audit.",
    0.7,
)
VARGA = note(
    "annual-report.md",
    "The harbour is run by Ines Varga, who was appointed in March 2023.",
    0.8,
)


def findings(
    task: PlanTask, notes: Sequence[Note], unanswered: tuple[str, ...] = ()
) -> TaskFindings:
    read = tuple(sorted(map(harbour.text_hash, harbour.TEXTS)))
    return TaskFindings(task.id, task.title, task.message, tuple(notes), read, (), unanswered)
