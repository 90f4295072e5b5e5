"""A tenant's own thresholds."""

import pytest

from nyqst.alerts.model.alert import AlertThresholds
from nyqst.errors import InvalidInput
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.records import ref
from nyqst.metering.model.catalog import Feature
from tests.unit.nyqst.alerts.tenants import Using

RUNS, TOKENS = Feature.RESEARCH_RUN, Feature.LLM_TOKENS


def trail(using: Using) -> list[AuditEntry]:
    found = using.records.list(AuditEntry, 100, None, tenant_id="ten_a").items
    return [entry for entry in found if entry.action == "alerts.changed"]


def test_who_has_said_nothing_has_the_usual_ones() -> None:
    assert Using().thresholds.in_force() == {RUNS: (50, 80, 90, 100), TOKENS: (50, 80, 90, 100)}


def test_what_is_not_named_stays() -> None:
    using = Using()
    using.thresholds.change({RUNS: [75]})
    using.thresholds.change({TOKENS: [60]})
    assert using.thresholds.in_force() == {RUNS: (75,), TOKENS: (60,)}


def test_they_are_sorted_and_each_counts_once() -> None:
    using = Using()
    using.thresholds.change({RUNS: [90, 10, 90]})
    assert using.thresholds.in_force()[RUNS] == (10, 90)


def test_a_change_is_told_in_the_trail() -> None:
    using = Using()
    using.thresholds.change({RUNS: [75]})
    using.clock.move(minutes=1)
    using.thresholds.change({RUNS: [80]})
    first, second = trail(using)
    assert (first.subject, first.after["percents"]) == ("research_run", "(75,)")
    assert (second.before, second.after) == ({"percents": "(75,)"}, {"percents": "(80,)"})


def test_what_is_already_so_leaves_no_trace() -> None:
    using = Using()
    using.thresholds.change({RUNS: [75]})
    using.thresholds.change({RUNS: [75]})
    assert len(trail(using)) == 1


@pytest.mark.parametrize("percents", [[0], [-1], [1_001], list(range(1, 12))])
def test_what_is_no_threshold_is_refused(percents: list[int]) -> None:
    with pytest.raises(InvalidInput) as refused:
        Using().thresholds.change({RUNS: percents})
    assert refused.value.code == "invalid_thresholds"


def test_one_that_is_refused_changes_nothing() -> None:
    using = Using()
    with pytest.raises(InvalidInput):
        using.thresholds.change({TOKENS: [75], RUNS: [0]})
    kept = using.records.get(ref(AlertThresholds, tenant_id="ten_a", feature=TOKENS))
    assert kept is None


def test_what_is_not_counted_has_no_thresholds() -> None:
    with pytest.raises(InvalidInput) as refused:
        Using().thresholds.change({Feature.SUPER_REPORT: [75]})
    assert refused.value.code == "feature_not_counted"
