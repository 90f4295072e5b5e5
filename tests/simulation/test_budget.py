"""Runs whose model spends wildly, ten workers at once, with less money than they would spend."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from nyqst.metering.catalog import builtin_catalog
from nyqst.metering.model.meter import Balance, Meter
from nyqst.metering.model.model_class import ModelClass, Price
from nyqst.metering.purse import Phase
from nyqst.metering.reserve import Reserve
from nyqst.research.model.run import Run, RunStatus
from nyqst.research.model.step import Lease
from nyqst.research.run_purse import RunPurses
from nyqst.research.run_standing import RunStanding
from nyqst.research.runner import Runner
from nyqst.research.start_run import RunRequest
from nyqst.research.used import used_by
from nyqst_agent.offline.runner import OfflineRunner
from nyqst_agent.runners.bedrock.meter import Bounds
from nyqst_agent.runners.bedrock.runner import BedrockRunner
from nyqst_agent.runners.patient import Patience, PatientRunner
from nyqst_agent.runners.thrifty import ThriftyRunner
from tests import bedrock_rules, harbour
from tests.bench.in_memory import CALLER, RealWorkers
from tests.fakes.chat_model import Call, FakeChatModel, Reply

_DEAR = Price(10_000_000, 100_000_000)
"""A call of the fake model costs two cents, and three at the worst."""
_BOUNDS = Bounds(context=200_000, answer=200)
_CLASS = ModelClass.STANDARD
_TASKS = 10


def _by_rule(call: Call) -> Reply:
    if call.tool != "PlanAnswer":
        return bedrock_rules.answer(call.text, call.tool)
    tasks = [
        {"title": f"Question {number}", "question": f"{harbour.QUESTION} ({number})"}
        for number in range(_TASKS)
    ]
    return {"title": "Harbour", "summary": "All at once.", "tasks": tasks}


@dataclass
class Spenders(RealWorkers):
    model: FakeChatModel = field(default_factory=lambda: FakeChatModel(rule=_by_rule))

    def runner(self, run: Run, lease: Lease) -> Runner:
        reserve = Reserve(self.stores.meters, self.settlement, self.clock)
        purses = RunPurses(
            builtin_catalog,
            reserve,
            self.settlement,
            lambda _run, _lease: _CLASS,
            RunStanding(self.stores.records),
            self.clock,
        )
        purse = purses(run, lease)
        bedrock = BedrockRunner(self.model, _DEAR, None, _BOUNDS, purse)
        patient = PatientRunner(bedrock, Patience(first_s=0.001, longest_s=0.01))
        return ThriftyRunner(patient, OfflineRunner())

    def spend(self, budget_micros: int) -> Run:
        request = RunRequest(harbour.QUESTION, budget_micros=budget_micros)
        run = self.start_run(CALLER, request, None)
        tasks = self.plan_run(run.key)["tasks"]
        with ThreadPoolExecutor(_TASKS) as at_once:
            list(at_once.map(lambda task: self.research_task(run.key, task), tasks))
        self.synthesize_run(run.key)
        self.write_deliverable(run.key)
        return self.close_run(run.key, RunStatus.SUCCEEDED)

    def spent(self, run: Run) -> int:
        """By the meters of the run's budget."""
        return sum(self.pool(run, phase).used for phase in Phase)

    def pool(self, run: Run, phase: Phase) -> Balance:
        (shard,) = self.stores.meters.shards(Meter(run.tenant_id, f"budget-{phase}", run.id), 1)
        return shard.balance if shard else Balance.untouched(0)


@pytest.fixture(scope="module")
def spenders(tmp_path_factory: pytest.TempPathFactory) -> Spenders:
    folder: Path = tmp_path_factory.mktemp("harbour")
    for name, text in harbour.TEXTS.items():
        (folder / name).write_text(text)
    workers = Spenders()
    workers.add_folder(folder)
    return workers


@pytest.fixture(scope="module")
def wanted(spenders: Spenders) -> int:
    """What the run spends when nothing holds it back."""
    return spenders.spent(spenders.spend(2_000_000))


@pytest.mark.parametrize("percent", [5, 25, 50, 75, 100])
def test_a_run_never_spends_more_than_its_budget_and_still_reports(
    spenders: Spenders, wanted: int, percent: int
) -> None:
    budget = wanted * percent // 100
    run = spenders.spend(budget)
    assert run.status is RunStatus.SUCCEEDED
    assert spenders.spent(run) <= budget
    results = spenders.stores.steps.results(run.key)
    assert used_by(results).cost_micros == spenders.spent(run)
    assert '"citations":0' not in results["write"]["delivery"]


def test_research_never_spends_what_writing_needs(spenders: Spenders, wanted: int) -> None:
    run = spenders.spend(wanted // 4)
    research, writing = (spenders.pool(run, phase) for phase in (Phase.RESEARCH, Phase.WRITING))
    assert research.limit == wanted // 4 * 70 // 100
    assert research.remaining >= 0
    assert writing.limit == wanted // 4 * 25 // 100
    assert writing.remaining >= 0


def test_nothing_is_set_aside_any_more_when_the_run_has_ended(
    spenders: Spenders, wanted: int
) -> None:
    run = spenders.spend(wanted // 2)
    assert all(spenders.pool(run, phase).held == 0 for phase in Phase)


def test_a_report_says_that_its_budget_was_used_up(spenders: Spenders, wanted: int) -> None:
    run = spenders.spend(wanted // 4)
    assert used_by(spenders.stores.steps.results(run.key)).denied_calls > 0
    delivered = spenders.delivered(run)
    said = [sentence.text for sentence in delivered.report.sentences]
    assert any("The budget was used up" in text for text in said)


def test_a_budget_above_the_plans_is_the_plans(spenders: Spenders) -> None:
    assert spenders.spend(900_000_000).budget_micros == 2_000_000
