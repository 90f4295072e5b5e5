"""Runs. Their events are streamed by a function of its own, under `events_url`."""

from fastapi import APIRouter

from functions.api.schemas.page import Page, page_of
from functions.api.schemas.runs import RunCreate, RunView
from nyqst.http.dependencies import Cursor, Limit, OnceDep, PlatformDep
from nyqst.http.enforcement import enforces
from nyqst.http.permission import Reader, Writer
from nyqst.research.model.run import RunKey
from nyqst.research.run_admission import FEATURES

router = APIRouter(prefix="/runs", tags=["runs"])


@router.post("", status_code=202, **enforces(*FEATURES))
def start_run(services: PlatformDep, caller: Writer, once: OnceDep, body: RunCreate) -> RunView:
    return RunView.of(services.research.start_run(caller, body.to_request(), once))


@router.get("")
def list_runs(
    services: PlatformDep, caller: Reader, limit: Limit = 20, cursor: Cursor = None
) -> Page[RunView]:
    """Newest first; without their deliveries."""
    return page_of(services.research.runs.list(caller.tenant_id, limit, cursor), RunView.of)


@router.get("/{run_id}")
def get_run(services: PlatformDep, caller: Reader, run_id: str) -> RunView:
    run = services.research.runs.get(RunKey(caller.tenant_id, run_id))
    return RunView.of(
        run, services.research.find_delivery(run), services.research.dispatch_runs.position(run)
    )


@router.post("/{run_id}/cancel")
def cancel_run(services: PlatformDep, caller: Writer, run_id: str) -> RunView:
    """The run as it ended. A run that has ended already stays as it is."""
    return RunView.of(services.research.cancel_run(caller, run_id))


@router.post("/{run_id}/retry", status_code=202, **enforces(*FEATURES))
def retry_run(services: PlatformDep, caller: Writer, once: OnceDep, run_id: str) -> RunView:
    """A new run that takes over the steps which the failed one has finished."""
    return RunView.of(services.research.start_run.retry(caller, run_id, once))
