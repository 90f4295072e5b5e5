"""The table, over the emulated one."""

import pytest
from boto3.dynamodb.conditions import Attr

from nyqst.errors import Conflict
from nyqst.storage.expressions import ABSENT, PRESENT, Put, Update
from nyqst.storage.table import Table
from tests.aws import Aws


@pytest.fixture
def table(aws: Aws) -> Table:
    return aws.app


def row(pk: str, sk: str = "a", **attributes: object) -> dict[str, object]:
    return {"pk": pk, "sk": sk, **attributes}


def test_every_kind_of_value_comes_back_as_it_was(table: Table, tenant: str) -> None:
    made = row(
        tenant,
        text="ä",
        empty="",
        number=10**30,
        truth=False,
        listed=[1, "x", {"deep": [2]}],
        mapped={"one": 1, "none": None},
    )
    table.write(Put(made))
    assert table.get(tenant, "a") == made


def test_bytes_come_back_as_bytes(table: Table, tenant: str) -> None:
    table.write(Put(row(tenant, packed=bytes(range(256)))))
    found = table.get(tenant, "a")
    assert found is not None
    assert bytes(found["packed"]) == bytes(range(256))


def test_an_attribute_that_is_none_is_left_out(table: Table, tenant: str) -> None:
    table.write(Put(row(tenant, gone=None)))
    assert table.get(tenant, "a") == row(tenant)


def test_nothing_stands_where_nothing_was_put(table: Table, tenant: str) -> None:
    assert table.get(tenant, "a") is None


@pytest.mark.parametrize(("pk", "sk"), [("x" * 2049, "a"), ("a", "x" * 1025), ("a", "ä" * 600)])
def test_no_key_that_is_too_long_is_asked_for(pk: str, sk: str) -> None:
    nobody = Table(None, "app")  # type: ignore[arg-type]
    assert nobody.get(pk, sk) is None


def test_a_condition_that_does_not_hold_changes_nothing(table: Table, tenant: str) -> None:
    table.write(Put(row(tenant, n=1)))
    with pytest.raises(Conflict):
        table.write(Put(row(tenant, n=2), ABSENT))
    with pytest.raises(Conflict):
        table.write(Update(tenant, "a", {"n": 3}, Attr("n").eq(2)))
    assert table.get(tenant, "a") == row(tenant, n=1)


def test_an_update_sets_removes_and_counts(table: Table, tenant: str) -> None:
    table.write(Put(row(tenant, stays=1, goes=1, changes=1)))
    update = Update(tenant, "a", {"changes": "2", "goes": None, "not": None}, PRESENT, {"n": 5})
    after = row(tenant, stays=1, changes="2", n=5)
    assert table.write(update) == after
    assert table.get(tenant, "a") == after


def test_an_update_may_only_count(table: Table, tenant: str) -> None:
    for expected in (1, 2):
        assert table.write(Update(tenant, "a", {}, add={"n": 1}))["n"] == expected


def test_an_update_may_change_what_it_asks_about(table: Table, tenant: str) -> None:
    table.write(Put(row(tenant, size=1, status="new")))
    where = Attr("status").eq("new") & Attr("size").lt(2)
    assert table.write(Update(tenant, "a", {"status": "old", "size": 2}, where))["status"] == "old"


def test_put_if_absent_keeps_what_is_there(table: Table, tenant: str) -> None:
    assert table.put_if_absent(row(tenant, n=1))
    assert not table.put_if_absent(row(tenant, n=2))
    assert table.get(tenant, "a") == row(tenant, n=1)


def test_delete_says_whether_there_was_anything(table: Table, tenant: str) -> None:
    table.write(Put(row(tenant)))
    assert table.delete(tenant, "a")
    assert not table.delete(tenant, "a")


def test_a_transaction_writes_all_or_nothing(table: Table, tenant: str) -> None:
    table.write(Put(row(tenant, "there")))
    with pytest.raises(Conflict):
        table.transact([Put(row(tenant, "new")), Put(row(tenant, "there", n=1), ABSENT)])
    assert table.get(tenant, "new") is None
    table.transact([Put(row(tenant, "new")), Update(tenant, "there", {"n": 1}, PRESENT)])
    assert table.get(tenant, "there") == row(tenant, "there", n=1)


@pytest.mark.parametrize("count", [0, 1, 25, 26, 120])
def test_batches_of_any_size_are_written_and_read(table: Table, tenant: str, count: int) -> None:
    rows = [row(tenant, f"{number:04}", n=number) for number in range(count)]
    table.put_all(rows)
    found = table.get_all((tenant, f"{number:04}") for number in range(count + 5))
    assert sorted(found, key=lambda item: str(item["sk"])) == rows


def test_a_partition_is_read_in_pages_and_whole(table: Table, tenant: str) -> None:
    table.put_all(row(tenant, f"{kind}{number:02}") for kind in "ab" for number in range(4))
    first = table.query(tenant, begins="b", limit=3)
    assert [item["sk"] for item in first.items] == ["b00", "b01", "b02"]
    second = table.query(tenant, begins="b", limit=3, after_sk=first.last_sk)
    assert ([item["sk"] for item in second.items], second.last_sk) == (["b03"], None)
    newest = table.query(tenant, limit=2, newest_first=True)
    assert [item["sk"] for item in newest.items] == ["b03", "b02"]
    assert len(table.query_all(tenant)) == 8


def test_a_partition_larger_than_one_answer_is_read_whole(table: Table, tenant: str) -> None:
    for number in range(6):
        table.write(Put(row(tenant, f"{number}", blob=b"x" * 350_000)))
    assert [item["sk"] for item in table.query_all(tenant)] == list("012345")
