"""Which model a step of a run asks: under the catalog that the run was admitted under."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nyqst.metering.choose_model import ModelTerms, class_for, model_terms
from nyqst.metering.model.catalog import Catalog
from nyqst.metering.model.feature import Task
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.rule import Situation
from nyqst.research.model.run import Run
from nyqst.research.model.step import PLAN, SYNTHESIZE, WRITE, Lease

_TASKS: Mapping[str, Task] = {PLAN: Task.PLAN, SYNTHESIZE: Task.SYNTHESIS, WRITE: Task.REPORT}
"""Of the steps; every other one is a task of research."""


@dataclass(frozen=True, slots=True)
class RunModels:
    version: Callable[[int], Catalog]
    stage_model: str

    def __call__(self, run: Run, lease: Lease) -> ModelTerms:
        catalog, task = self._catalog(run), _task(lease)
        chosen = self._class(catalog, run, task)
        situation = Situation(run.plan, run.standing, task=task)
        return model_terms(catalog, situation, chosen, self.stage_model)

    def class_of(self, run: Run, lease: Lease) -> ModelClass:
        return self._class(self._catalog(run), run, _task(lease))

    def _catalog(self, run: Run) -> Catalog:
        return self.version(run.catalog_version)

    def _class(self, catalog: Catalog, run: Run, task: Task) -> ModelClass:
        return class_for(catalog, task, run.model_class, asked=run.model_asked)


def _task(lease: Lease) -> Task:
    return _TASKS.get(lease.step, Task.RESEARCH)
