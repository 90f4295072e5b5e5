"""What every log of decisions must do, the fake and the real one alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.identity.model.tenant import Enforcement
from nyqst.metering.decision_rows import decided_of, plain_of
from nyqst.metering.dynamodb import DynamoDecisionLog
from nyqst.metering.model.catalog import Feature
from nyqst.metering.model.decision import Decided, Outcome
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.rule import Denial
from nyqst.metering.ports import DecisionLog
from nyqst.storage.table import Table
from tests.aws import Aws
from tests.fakes.decision_log import MemoryDecisionLog
from tests.unit.nyqst.metering.decisions import a_balance, a_decided, a_seen, an_asked, runs

FULL = a_seen(counted=runs(a_balance(10, used=12)), lacking=(Feature.SUPER_REPORT,), drawn=None)
RULED = a_seen(denial=Denial("a_rule", "not_now"), classes=(ModelClass.ECONOMY,))
UNREAD = a_seen(counted=runs(None))


@pytest.fixture(params=["memory", "dynamodb"])
def log(request: pytest.FixtureRequest) -> DecisionLog:
    if request.param == "memory":
        return MemoryDecisionLog()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoDecisionLog(Table(aws.dynamodb, aws.usage_table))


def keep(log: DecisionLog, tenant: str, denied: str) -> list[str]:
    """A decision for each letter, `d` for a denied one; their ids, newest first."""
    asked = an_asked(tenant_id=tenant)
    for number, letter in enumerate(denied):
        seen = FULL if letter == "d" else a_seen()
        log.put(a_decided(id=f"dec_{number:04}", asked=asked, seen=seen))
    return [f"dec_{number:04}" for number in reversed(range(len(denied)))]


@pytest.mark.parametrize("seen", [a_seen(), FULL, UNREAD, RULED])
def test_a_decision_is_kept_as_it_was_made(log: DecisionLog, tenant: str, seen: object) -> None:
    asked = an_asked(
        tenant_id=tenant,
        enforcement=Enforcement.OBSERVE,
        needs=(Feature.LLM_TOKENS,),
        model_class=ModelClass.PREMIUM,
    )
    decided = a_decided(asked=asked, seen=seen)
    log.put(decided)
    assert log.get(tenant, decided.id) == decided


def test_a_decision_that_nobody_made_is_not_there(log: DecisionLog, tenant: str) -> None:
    assert log.get(tenant, "dec_x") is None


def test_a_decision_is_never_changed(log: DecisionLog, tenant: str) -> None:
    decided = a_decided(tenant)
    log.put(decided)
    log.put(replace(decided, subject="run_2"))
    assert log.get(tenant, decided.id) == decided


def test_another_tenant_has_decisions_of_its_own(log: DecisionLog, tenant: str) -> None:
    log.put(a_decided(tenant))
    assert log.get(f"{tenant}x", "dec_1") is None
    assert log.list(f"{tenant}x", 10, None).items == ()


def ids_of(decisions: tuple[Decided, ...]) -> list[str]:
    return [decided.id for decided in decisions]


def test_decisions_are_listed_newest_first_in_pages(log: DecisionLog, tenant: str) -> None:
    ids = keep(log, tenant, "ppdpp")
    first = log.list(tenant, 3, None)
    last = log.list(tenant, 3, first.next_cursor)
    assert ids_of(first.items) + ids_of(last.items) == ids
    assert last.next_cursor is None


def test_those_of_one_outcome_are_found_among_others(log: DecisionLog, tenant: str) -> None:
    keep(log, tenant, "dppdpdp" + "p" * 130)
    first = log.list(tenant, 2, None, Outcome.DENIED)
    assert ids_of(first.items) == ["dec_0005", "dec_0003"]
    last = log.list(tenant, 2, first.next_cursor, Outcome.DENIED)
    assert ids_of(last.items) == ["dec_0000"]
    assert last.next_cursor is None


def test_one_that_is_not_kept_yet_is_the_same_as_plain_values() -> None:
    for seen in (a_seen(), FULL, UNREAD, RULED):
        assert decided_of(plain_of(a_decided(seen=seen))) == a_decided(seen=seen)


def test_one_of_before_rules_and_model_classes_were_decided_about_comes_out_the_same() -> None:
    plain = plain_of(a_decided())
    del plain["asked"]["model_class"], plain["seen"]["denial"], plain["seen"]["classes"]
    assert decided_of(plain) == a_decided()


def test_a_decision_ages_out_after_thirteen_months(aws: Aws, tenant: str) -> None:
    decided = a_decided(tenant)
    table = Table(aws.dynamodb, aws.usage_table)
    DynamoDecisionLog(table).put(decided)
    row = table.get(f"{tenant}#DECISION", decided.id)
    assert row is not None
    assert row["expires"] == int((decided.at + timedelta(days=400)).timestamp())
