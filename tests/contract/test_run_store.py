"""What every run store must do with runs as they come, the fake and the real one alike."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.chats.dynamodb import DynamoChatStore
from nyqst.chats.ports import ChatStore
from nyqst.errors import Conflict, InvalidInput, NotFound
from nyqst.identity.model.tenant import Allowance, TenantStatus
from nyqst.metering.model.model_class import ModelClass
from nyqst.research.dynamodb import DynamoRunStore
from nyqst.research.model.run import Mode, Run, RunKey
from nyqst.research.ports import RunStore
from tests.aws import Aws
from tests.builders import NOW, a_chat, a_message, a_run, once
from tests.fakes.run_stores import MemoryRunStore

Stores = tuple[RunStore, ChatStore]


@pytest.fixture(params=["memory", "dynamodb"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "memory":
        runs = MemoryRunStore()
        return runs, runs.chats
    aws: Aws = request.getfixturevalue("aws")
    return DynamoRunStore(aws.app), DynamoChatStore(aws.app)


@pytest.fixture
def store(stores: Stores) -> RunStore:
    return stores[0]


def many(store: RunStore, tenant: str, count: int) -> list[Run]:
    runs = [a_run(tenant, created_at=NOW + timedelta(seconds=number)) for number in range(count)]
    return [store.create(run, [], None, None) for run in runs]


def test_a_run_is_read_back_as_it_was(store: RunStore, tenant: str) -> None:
    run = a_run(
        tenant,
        query="Wie viele Fähren? ⛴",
        mode=Mode.SUPER_REPORT,
        document_ids=("doc_2", "doc_1"),
        retry_of="run_0",
        follows="run_00",
        attempt=3,
        standing=TenantStatus.PAST_DUE,
        allowances={"llm_tokens": Allowance(5, 9, NOW), "research_run": Allowance(0)},
        catalog_version=7,
        model_class=ModelClass.PREMIUM,
        model_asked=True,
    )
    assert store.create(run, [], None, None) == run
    assert store.get(run.key) == run


@pytest.mark.parametrize("chosen", [None, ()])
def test_reading_everything_and_reading_nothing_are_two_things(
    store: RunStore, tenant: str, chosen: tuple[str, ...] | None
) -> None:
    run = store.create(a_run(tenant, document_ids=chosen), [], None, None)
    assert store.get(run.key).document_ids == chosen


def test_an_unknown_run_is_not_found(store: RunStore, tenant: str) -> None:
    with pytest.raises(NotFound) as refusal:
        store.get(RunKey(tenant, "run_unknown"))
    assert refusal.value.code == "run_not_found"


def test_another_tenant_does_not_find_it(store: RunStore, tenant: str) -> None:
    run = store.create(a_run(tenant), [], None, None)
    with pytest.raises(NotFound):
        store.get(RunKey(f"{tenant}x", run.id))
    assert store.list(f"{tenant}x", 10, None).items == ()


def test_chat_messages_and_run_are_written_together(stores: Stores, tenant: str) -> None:
    runs, chats = stores
    chat = a_chat(tenant)
    asked, answer = a_message(chat.id), a_message(chat.id, created_at=NOW + timedelta(seconds=1))
    run = runs.create(a_run(tenant, chat_id=chat.id), [asked, answer], chat, None)
    assert runs.get(run.key) == run
    assert chats.get(tenant, chat.id) == chat
    assert chats.messages(tenant, chat.id, 10, None).items == (asked, answer)


def test_nothing_is_written_when_any_part_is_refused(stores: Stores, tenant: str) -> None:
    runs, chats = stores
    chat = chats.create(a_chat(tenant), None)
    run = a_run(tenant, chat_id=chat.id)
    with pytest.raises(Conflict):
        runs.create(run, [a_message(chat.id)], chat, once())
    assert chats.messages(tenant, chat.id, 10, None).items == ()
    with pytest.raises(NotFound):
        runs.get(run.key)
    assert runs.create(run, [], None, once(body="other")) == run


def test_an_id_is_taken_once(store: RunStore, tenant: str) -> None:
    run = store.create(a_run(tenant), [], None, None)
    with pytest.raises(Conflict):
        store.create(replace(run, query="Other?"), [], None, None)
    assert store.get(run.key) == run


def test_the_same_request_makes_one_run(stores: Stores, tenant: str) -> None:
    runs, chats = stores
    chat, again = a_chat(tenant), a_chat(tenant)
    first = runs.create(a_run(tenant, chat_id=chat.id), [a_message(chat.id)], chat, once())
    replayed = a_run(tenant, chat_id=again.id)
    assert runs.create(replayed, [a_message(again.id)], again, once()) == first
    assert runs.list(tenant, 10, None).items == (first,)
    assert chats.list(tenant, 10, None).items == (chat,)
    assert chats.messages(tenant, again.id, 10, None).items == ()


def test_the_run_of_a_request_is_forgotten_after_its_time(store: RunStore, tenant: str) -> None:
    first = store.create(a_run(tenant), [], None, once())
    later = first.created_at + timedelta(days=40)
    assert store.made_by(tenant, once(), later - timedelta(seconds=1)) == first
    assert store.made_by(tenant, once(), later) is None
    other = a_run(tenant, created_at=later)
    assert store.create(other, [], None, once()) == other


def test_a_key_with_another_request_is_refused_and_makes_nothing(
    store: RunStore, tenant: str
) -> None:
    first = store.create(a_run(tenant), [], None, once())
    with pytest.raises(Conflict) as refusal:
        store.create(a_run(tenant), [], None, once(body="other"))
    assert refusal.value.code == "idempotency_key_reused"
    assert store.list(tenant, 10, None).items == (first,)


def test_a_key_is_good_for_each_tenant_apart(store: RunStore, tenant: str) -> None:
    store.create(a_run(tenant), [], None, once())
    other = a_run(f"{tenant}x")
    assert store.create(other, [], None, once(body="other")) == other


@pytest.mark.parametrize("limit", [1, 2, 5, 50])
def test_runs_are_listed_newest_first_in_pages(store: RunStore, tenant: str, limit: int) -> None:
    made = many(store, tenant, 5)
    found: list[Run] = []
    cursor = None
    while True:
        page = store.list(tenant, limit, cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == made[::-1]


def test_a_cursor_of_another_list_is_refused(store: RunStore, tenant: str) -> None:
    many(store, tenant, 2)
    cursor = store.list(tenant, 1, None).next_cursor
    with pytest.raises(InvalidInput) as refusal:
        store.list(f"{tenant}x", 1, cursor)
    assert refusal.value.code == "cursor_of_another_list"
