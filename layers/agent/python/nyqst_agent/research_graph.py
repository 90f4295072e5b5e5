"""One research task as a graph: choose queries -> search -> read -> take notes -> reflect, again.

The graph holds the order and the limits; the runner holds the judgement. State is replaced, never
changed in place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from langgraph.graph import START, StateGraph

from nyqst.research.model.brief import TaskFindings
from nyqst.research.model.evidence import Note, Passage
from nyqst.research.model.plan import Limits, PlanTask
from nyqst.research.ports import Progress
from nyqst.research.runner import Runner
from nyqst.research.search import Search


class TaskState(TypedDict):
    rounds: int
    queries: tuple[str, ...]
    """Of this round."""
    tried: tuple[str, ...]
    """Of all rounds."""
    found: tuple[Passage, ...]
    """By this round's searches, none of them seen before."""
    seen: tuple[Passage, ...]
    notes: tuple[Note, ...]
    missing: tuple[str, ...]
    done: bool


@dataclass(frozen=True, slots=True)
class TaskGraph:
    task: PlanTask
    runner: Runner
    search: Search
    limits: Limits
    progress: Progress

    def run(self, remembered: Sequence[Passage]) -> TaskFindings:
        start = TaskState(
            rounds=0,
            queries=(),
            tried=(),
            found=(),
            seen=tuple(remembered),
            notes=self.runner.take_notes(self.task, remembered) if remembered else (),
            missing=(),
            done=False,
        )
        # Each round takes five steps; the limit on rounds ends the loop, this one a defect in it.
        steps = 5 * self.limits.rounds + 5
        end = self._graph().compile().invoke(start, {"recursion_limit": steps})
        return TaskFindings(
            task_id=self.task.id,
            title=self.task.title,
            question=self.task.message,
            notes=end["notes"],
            sources_read=tuple(sorted({passage.span.sha256 for passage in end["seen"]})),
            queries=end["tried"],
            unanswered=end["missing"],
        )

    def _graph(self) -> "StateGraph[TaskState]":
        graph = StateGraph(TaskState)
        graph.add_node("choose_queries", self._choose_queries)
        graph.add_node("search", self._search)
        graph.add_node("read", self._read)
        graph.add_node("take_notes", self._take_notes)
        graph.add_node("reflect", self._reflect)
        graph.add_edge(START, "choose_queries")
        graph.add_conditional_edges("choose_queries", _search_or_end)
        graph.add_edge("search", "read")
        graph.add_edge("read", "take_notes")
        graph.add_edge("take_notes", "reflect")
        graph.add_conditional_edges("reflect", _again_or_end)
        return graph

    def _choose_queries(self, state: TaskState) -> dict[str, object]:
        wanted = self.runner.choose_queries(self.task, state["notes"], state["missing"])
        fresh = tuple(dict.fromkeys(query for query in wanted if query not in state["tried"]))
        queries = fresh[: self.limits.queries_per_round]
        return {"queries": queries, "tried": state["tried"] + queries}

    def _search(self, state: TaskState) -> dict[str, object]:
        found: dict[tuple[str, int, int], Passage] = {}
        for query in state["queries"]:
            self.progress.doing(f"Searching for {query}")
            self.progress.tool_started("search", query)
            passages = self.search.search(query, self.limits.passages_per_query)
            self.progress.tool_completed("search", query, len(passages))
            for passage in passages:
                found.setdefault(_place(passage), passage)
        known = {_place(passage) for passage in state["seen"]}
        return {"found": tuple(found[place] for place in found if place not in known)}

    def _read(self, state: TaskState) -> dict[str, object]:
        shas = dict.fromkeys(passage.span.sha256 for passage in state["found"])
        titles = [self.search.source(sha256).title for sha256 in shas]
        if titles:
            more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
            self.progress.doing(f"Reading {titles[0]}{more}")
        return {"seen": state["seen"] + state["found"]}

    def _take_notes(self, state: TaskState) -> dict[str, object]:
        taken = self.runner.take_notes(self.task, state["found"]) if state["found"] else ()
        best: dict[object, Note] = {}
        for note in sorted(state["notes"] + taken, key=_most_relevant_first):
            best.setdefault(note.span, note)
        return {"notes": tuple(best.values())[: self.limits.notes_per_task]}

    def _reflect(self, state: TaskState) -> dict[str, object]:
        self.progress.doing(f"Weighing {len(state['notes'])} notes")
        reflection = self.runner.reflect(self.task, state["notes"])
        rounds = state["rounds"] + 1
        return {
            "rounds": rounds,
            "missing": reflection.missing,
            "done": reflection.done or rounds >= self.limits.rounds,
        }


def research(
    task: PlanTask,
    runner: Runner,
    search: Search,
    limits: Limits,
    progress: Progress,
    remembered: Sequence[Passage],
) -> TaskFindings:
    """`nyqst.research.ports.Researcher`."""
    return TaskGraph(task, runner, search, limits, progress).run(remembered)


def _search_or_end(state: TaskState) -> Literal["search", "__end__"]:
    return "search" if state["queries"] else "__end__"


def _again_or_end(state: TaskState) -> Literal["choose_queries", "__end__"]:
    return "__end__" if state["done"] else "choose_queries"


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.span.sha256, passage.span.start, passage.span.end


def _most_relevant_first(note: Note) -> tuple[float, str, int]:
    return -note.relevance, note.span.sha256, note.span.start
