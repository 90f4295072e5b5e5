"""What a model answers with. Docstrings and descriptions are shown to it.

Fields carry no bounds: what a provider enforces of a JSON schema differs, so that limits are kept
where an answer is used.
"""

from typing import Literal

from pydantic import BaseModel, Field


class PlannedTask(BaseModel):
    title: str = Field(description="A heading of two to six words")
    question: str = Field(description="The question, complete in itself")


class PlanAnswer(BaseModel):
    """The plan of the research."""

    title: str = Field(description="A short name for the whole question, without a question mark")
    summary: str = Field(default="", description="In one sentence, how the question is divided")
    tasks: list[PlannedTask]


class QueriesAnswer(BaseModel):
    """What to search for."""

    queries: list[str]


class TakenNote(BaseModel):
    passage: str = Field(description="The passage's id, such as p3")
    quote: str = Field(description="The sentence, character for character")
    relevance: float = Field(default=0.5, description="How much it answers the task, 0 to 1")


class NotesAnswer(BaseModel):
    """The notes taken."""

    notes: list[TakenNote]


class ReflectionAnswer(BaseModel):
    """Whether the task is done."""

    done: bool
    missing: list[str] = Field(default=[], description="What to look for, as noun phrases")


class Statement(BaseModel):
    text: str = Field(description="One sentence")
    notes: list[str] = Field(description="Ids of the notes it rests on, such as n3")


class FindingAnswer(BaseModel):
    task: str = Field(default="", description="The task's id, such as t02")
    heading: str
    statements: list[Statement]


class ConflictAnswer(BaseModel):
    topic: str = Field(description="A noun phrase")
    statements: list[Statement]


class SupersessionAnswer(BaseModel):
    topic: str = Field(description="A noun phrase")
    current: Statement
    former: Statement


class GapAnswer(BaseModel):
    question: str = Field(description="What is not answered, as a question")
    reason: Literal["not_found", "only_in_part", "only_out_of_date"] = "not_found"


class BriefAnswer(BaseModel):
    """The brief."""

    answer: list[Statement]
    findings: list[FindingAnswer]
    risks: list[Statement] = []
    opportunities: list[Statement] = []
    conflicts: list[ConflictAnswer] = []
    supersessions: list[SupersessionAnswer] = []
    gaps: list[GapAnswer] = []
