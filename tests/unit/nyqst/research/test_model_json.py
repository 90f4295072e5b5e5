"""The research model as JSON."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nyqst.research.model.brief import DataBrief, TaskFindings
from nyqst.research.model.evidence import Note
from nyqst.research.model.plan import PlanSet
from nyqst.research.model.run import Delivery
from nyqst.research.model_json import dump, load

few = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
notes = st.lists(st.builds(Note, relevance=st.floats(0, 1)), max_size=3).map(tuple)
findings = st.builds(TaskFindings, notes=notes)


@pytest.mark.parametrize("kind", [PlanSet, DataBrief])
@few
@given(data=st.data())
def test_what_is_stored_comes_back_as_it_was(kind: Any, data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    assert load(kind, dump(value)) == value


@few
@given(findings)
def test_findings_come_back_as_they_were(value: TaskFindings) -> None:
    assert load(TaskFindings, dump(value)) == value


@few
@given(findings)
def test_the_same_value_is_the_same_bytes(value: TaskFindings) -> None:
    assert dump(load(TaskFindings, dump(value))) == dump(value)


def test_a_delivery_keeps_its_entities_as_they_are() -> None:
    entity = {"title": "Fleet", "cited_entities": [], "content_length": 3}
    delivery = Delivery("a" * 64, {"html": "b" * 64}, "T", "S", (entity,), 1, 1, 1, 1, 0)
    assert load(Delivery, dump(delivery)) == delivery


def test_what_is_none_of_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="validation error"):
        load(PlanSet, b'{"question": 1}')
