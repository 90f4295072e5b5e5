from nyqst_agent.offline.queries import choose_queries
from nyqst_agent.offline.reflect import reflect
from tests.unit.nyqst_agent.offline.made import note, task

CASH = task("What do the documents say about the money of Acme: revenue, cash?")


def test_the_first_queries_name_the_subject_and_every_need() -> None:
    asked = " ".join(choose_queries(CASH, (), ()))
    assert {"acme", "revenue", "cash"} <= set(asked.split())


def test_other_names_of_a_thing_are_searched_for_too() -> None:
    assert "turnover" in " ".join(choose_queries(CASH, (), ()))


def test_what_is_missing_is_asked_for_next() -> None:
    notes = (note("Revenue of Acme was £9 million.", "a"),)
    missing = reflect(CASH, notes).missing
    assert missing == ("cash",)
    assert all(
        "cash" in query or "liquidity" in query for query in choose_queries(CASH, notes, missing)
    )


def test_a_task_is_done_when_every_need_has_a_note() -> None:
    notes = (
        note("Revenue of Acme was £9 million.", "a"),
        note("Cash at Acme was £1 million.", "b"),
    )
    assert reflect(CASH, notes).done


def test_a_question_for_a_figure_is_not_answered_without_one() -> None:
    asked = task("How much rent does Acme pay?")
    assert not reflect(asked, (note("Acme pays a fair rent.", "a"),)).done
    assert reflect(asked, (note("Acme pays a rent of £214,000.", "a"),)).done


def test_no_more_queries_than_a_round_has() -> None:
    items = ", ".join(f"topic{n} alpha" for n in range(9))
    assert len(choose_queries(task(f"What of Acme: {items}?"), (), ())) <= 4
