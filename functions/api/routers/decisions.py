"""Which runs the tenant was allowed to start and which not, and why."""

from fastapi import APIRouter

from functions.api.schemas.decisions import DecisionView, ExplanationView
from functions.api.schemas.page import Page, page_of
from nyqst.http.dependencies import Cursor, Limit, PlatformDep
from nyqst.http.permission import Reader
from nyqst.metering.model.decision import Outcome

router = APIRouter(prefix="/usage/decisions", tags=["usage"])


@router.get("")
def list_decisions(
    services: PlatformDep,
    caller: Reader,
    outcome: Outcome | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[DecisionView]:
    """Newest first; of the last thirteen months. Of one outcome a page may hold fewer than asked
    for and still have a next one."""
    found = services.metering.explain.list(caller, limit, cursor, outcome)
    return page_of(found, DecisionView.of_decided)


@router.get("/{decision_id}")
def explain_decision(services: PlatformDep, caller: Reader, decision_id: str) -> ExplanationView:
    """Each rule with what it saw, the decision made again from that, and what it would be today."""
    return ExplanationView.of(services.metering.explain(caller, decision_id))
