"""`nyqst usage decisions` and `nyqst usage explain`."""

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from nyqst_client.cli.options import AsJson, Limit
from nyqst_client.cli.session import session_of

if TYPE_CHECKING:
    from nyqst_client.model.usage import Decided, Decision, Explanation


class Outcome(StrEnum):
    PERMITTED = "permitted"
    DENIED = "denied"
    LET_THROUGH = "let_through"


def decisions(
    context: typer.Context,
    *,
    outcome: Annotated[Outcome | None, typer.Option(help="Only those.")] = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List which runs were allowed to start and which not."""
    from nyqst_client.cli.tables import Column, print_records

    columns = (
        Column("id", lambda one: one.id),
        Column("at", lambda one: one.at),
        Column("outcome", lambda one: one.outcome),
        Column("reason", lambda one: one.reason),
        Column("plan", lambda one: one.plan),
        Column("run", lambda one: one.run_id),
    )
    with session_of(context).client() as client:
        found = islice(client.usage.all_decisions(outcome), limit)
        print_records(found, columns, as_json=as_json)


def explain(
    context: typer.Context,
    decision_id: Annotated[str, typer.Argument(metavar="DECISION", help="Id of a decision.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Say why a run was allowed to start or not: rule by rule, and what it would be today."""
    from nyqst_client.cli.tables import print_json

    with session_of(context).client() as client:
        explanation = client.usage.explain(decision_id)
    if as_json:
        print_json(asdict(explanation))
        return
    for line in _lines(explanation):
        typer.echo(line)


_HOLDS = {True: "yes", False: "no", None: "not seen"}


def _lines(told: "Explanation") -> Iterator[str]:
    decision = told.decision
    when = decision.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    yield f"{decision.id}  {when}  {_told(decision)}"
    for rule in told.rules:
        saw = " ".join(f"{name}={value}" for name, value in rule.saw.items())
        waived = f" (waived: {rule.waived_by})" if rule.waived_by else ""
        yield f"  {_HOLDS[rule.holds]:<8}  {rule.rule}{waived}  {saw}".rstrip()
    same = "the same" if told.comes_out_the_same else _told(told.replayed)
    yield f"Decided again from what was seen: {same}"
    changed = ", under another policy" if told.policy_has_changed else ""
    yield f"Today{changed}: {_told(told.today)}"


def _told(decision: "Decision | Decided") -> str:
    wait = f", come again in {decision.retry_after_s} s" if decision.retry_after_s else ""
    return f"{decision.outcome}, {decision.reason}{wait}"
