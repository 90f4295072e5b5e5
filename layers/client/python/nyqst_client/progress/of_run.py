"""Events about the run as a whole."""

from collections.abc import Mapping

from nyqst_client.progress.changes import Change, Data, count
from nyqst_client.progress.model import Phase
from nyqst_client.progress.printable import printable
from nyqst_client.progress.run_progress import RunProgress


def _usage(progress: RunProgress, data: Data) -> None:
    progress.tokens = count(data.get("total_tokens"))
    if isinstance(data.get("cost_cents"), int):
        progress.cost_cents = data["cost_cents"]


def _notice(progress: RunProgress, data: Data) -> None:
    progress.notice(printable(data.get("message")))


def _asks(progress: RunProgress, data: Data) -> None:
    progress.enter(Phase.WAITING)
    progress.asks = printable(data.get("question")) or printable(data.get("agent_message"))


def _answered(progress: RunProgress, _: Data) -> None:
    progress.enter(Phase.RESEARCHING if progress.tasks else Phase.PLANNING)
    progress.asks = None


def _done(progress: RunProgress, _: Data) -> None:
    progress.enter(Phase.SUCCEEDED)


def _error(progress: RunProgress, data: Data) -> None:
    progress.error_type = printable(data.get("error_type"))
    progress.error_message = printable(data.get("error_message"))
    progress.enter(Phase.CANCELLED if progress.error_type == "cancelled" else Phase.FAILED)


CHANGES: Mapping[str, Change] = {
    "usage-update": _usage,
    "error": _notice,
    "clarification_needed": _asks,
    "browser_use_await_user_input": _asks,
    "update_message_clarification_message": _answered,
    "browser_use_stop": _answered,
    "done": _done,
    "ERROR": _error,
}
