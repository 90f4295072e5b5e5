"""Erasing a tenant: nobody gets in from now on, and after a time of grace nothing is left.

Each step is written down with where it has come to, in one conditional write; whoever comes after a
crash goes on from there, and what was done twice is done all the same. Everything is gone through
again and again until a pass finds nothing, so that what a late worker wrote goes too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from nyqst.clock import Clock
from nyqst.errors import Conflict, InvalidInput
from nyqst.estate.books import Books
from nyqst.estate.model import Erasure, ErasureState
from nyqst.estate.ports import Erasures, Estates, Files
from nyqst.identity.audit import audited
from nyqst.identity.manage_tenants import Tenants
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.tenant import OPERATOR, TenantStatus
from nyqst.identity.ports import Records
from nyqst.identity.records import Added
from nyqst.ids import derived_id
from nyqst.isolation.acting import acting_for
from nyqst.research.cancel_run import CancelRun
from nyqst.research.ports import RunStore

_FILES = "files"
"""The position behind all rows, before the content."""
_RUNS_AT_ONCE = 100


def erasure_id(tenant_id: str) -> str:
    """Follows from the tenant, which does not follow from it."""
    return derived_id("era", tenant_id.encode())


@dataclass(frozen=True, slots=True)
class RequestErasure:
    records: Records
    erasures: Erasures
    clock: Clock
    grace: timedelta

    def __call__(self, caller: Caller, tenant_id: str, confirmation: str) -> Erasure:
        """The tenant's name has to be said: it is the last question that anybody is asked."""
        tenants = Tenants(self.records, self.clock, caller)
        tenant = tenants.get(tenant_id)
        if confirmation != tenant.name:
            raise InvalidInput("That is not the tenant's name", code="name_differs", field="name")
        if tenant_id == OPERATOR:
            raise Conflict("The operator cannot be erased", code="operator_stays")
        now = self.clock.now()
        by = caller.user_id if caller.tenant_id == OPERATOR else "owner"
        wanted = Erasure(erasure_id(tenant_id), tenant_id, by, now, now + self.grace)
        with acting_for(OPERATOR):
            erasure = self.erasures.begin(wanted)
        tenants.set_standing(tenant_id, TenantStatus.SUSPENDED)
        self._tell(caller, erasure, "erasure.requested")
        return erasure

    def withdraw(self, caller: Caller, tenant_id: str) -> None:
        """While it waits. Raises `Conflict` when it has begun."""
        with acting_for(OPERATOR):
            erasure = self.erasures.get(erasure_id(tenant_id))
            if erasure.state is not ErasureState.WAITING:
                raise Conflict("This erasure has begun", code="erasure_begun")
            self.erasures.drop(erasure)
        Tenants(self.records, self.clock, caller).set_standing(tenant_id, TenantStatus.ACTIVE)
        self._tell(caller, erasure, "erasure.withdrawn")

    def _tell(self, caller: Caller, erasure: Erasure, action: str) -> None:
        """In the trail of who runs the platform, by an id that names nobody."""
        told = replace(erasure, tenant_id=None)
        by = replace(caller, tenant_id=OPERATOR, user_id=erasure.requested_by, via="")
        with acting_for(OPERATOR):
            self.records.commit(audited(by, self.clock.now(), action, erasure.id, Added(told)))


@dataclass(frozen=True, slots=True)
class EraseTenants:
    erasures: Erasures
    estates: Estates
    files: Files
    books: Books
    runs: RunStore
    cancel_run: CancelRun
    clock: Clock

    def __call__(self, until: datetime) -> int:
        """Goes on with what is due, until then; how many steps were done."""
        steps = 0
        for erasure in self.erasures.due(self.clock.now(), 10):
            going_on = erasure
            while going_on.tenant_id is not None and self.clock.now() < until:
                try:
                    going_on = self._step(going_on, going_on.tenant_id)
                except Conflict:
                    break  # somebody else goes on with it
                steps += 1
        return steps

    def _step(self, erasure: Erasure, tenant_id: str) -> Erasure:
        return self.erasures.change(_STEPS[erasure.state](self, erasure, tenant_id))

    def _begin(self, erasure: Erasure, _tenant_id: str) -> Erasure:
        return replace(erasure, state=ErasureState.CANCELLING)

    def _cancel(self, erasure: Erasure, tenant_id: str) -> Erasure:
        page = self.runs.list(tenant_id, _RUNS_AT_ONCE, erasure.position)
        for run in page.items:
            if not run.closed:
                self.cancel_run.end(run.key)
        if page.next_cursor is None:
            return replace(erasure, state=ErasureState.COUNTING, position=None)
        return replace(erasure, position=page.next_cursor)

    def _count(self, erasure: Erasure, tenant_id: str) -> Erasure:
        page = self.estates.rows(tenant_id, erasure.position)
        totals = dict(erasure.totals)
        for row in page.rows:
            for name, figure in self.books.figures(row).items():
                totals[name] = totals.get(name, 0) + figure
        counted = replace(erasure, position=page.position, totals=totals)
        if page.position is None:
            return replace(counted, state=ErasureState.ERASING)
        return counted

    def _erase(self, erasure: Erasure, tenant_id: str) -> Erasure:
        if erasure.position == _FILES:
            return self._erase_files(erasure, tenant_id)
        page = self.estates.rows(tenant_id, erasure.position)
        self.estates.delete(page.rows)
        found = erasure.found + len(page.rows)
        return replace(erasure, position=page.position or _FILES, found=found)

    def _erase_files(self, erasure: Erasure, tenant_id: str) -> Erasure:
        names = self.files.names(tenant_id, "")
        if names:
            self.files.delete(names)
            return replace(erasure, found=erasure.found + len(names))
        if erasure.found:
            return replace(erasure, position=None, found=0)
        return replace(
            erasure,
            state=ErasureState.ERASED,
            tenant_id=None,
            position=None,
            erased_at=self.clock.now(),
        )


_STEPS: Mapping[ErasureState, Any] = {
    ErasureState.WAITING: EraseTenants._begin,
    ErasureState.CANCELLING: EraseTenants._cancel,
    ErasureState.COUNTING: EraseTenants._count,
    ErasureState.ERASING: EraseTenants._erase,
}
