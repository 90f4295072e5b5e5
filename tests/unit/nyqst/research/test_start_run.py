"""Starting a run from a new question or a message that stands."""

from typing import Any

import pytest

from nyqst.chats.model import Creator
from nyqst.errors import InvalidInput, NotFound, NyqstError
from nyqst.identity.model import Caller
from nyqst.research.dispatch_runs import DEADLINE
from nyqst.research.model.run import MAX_QUERY, Deliverable, Mode, Run, RunStatus
from nyqst.research.start_run import MAX_DOCUMENTS, RunRequest
from tests.builders import a_caller
from tests.fakes.platform import MemoryPlatform
from tests.run_log import entries


def start(platform: MemoryPlatform, caller: Caller, **request: Any) -> Run:
    return platform.start_run(caller, RunRequest(**request), None)


def refusal_of(platform: MemoryPlatform, caller: Caller, **request: Any) -> NyqstError:
    """Why it was refused; nothing may be stored then."""
    with pytest.raises(NyqstError) as refusal:
        start(platform, caller, **request)
    assert platform.stores.runs.list(caller.tenant_id, 10, None).items == ()
    assert platform.stores.workflow.started == []
    return refusal.value


def test_a_run_is_queued_and_its_workflow_started(platform: MemoryPlatform, caller: Caller) -> None:
    run = start(platform, caller, query="How many ferries?")
    assert (run.status, run.query, run.attempt) == (RunStatus.QUEUED, "How many ferries?", 1)
    assert run.deadline - run.created_at == DEADLINE
    assert platform.stores.runs.get(run.key) == run
    assert platform.stores.workflow.started == [run.key]


def test_a_question_without_a_chat_opens_one(platform: MemoryPlatform, caller: Caller) -> None:
    run = start(platform, caller, query="How many ferries?")
    chat = platform.chats(caller).get(run.chat_id)
    assert (chat.title, chat.created_by) == (None, caller.user_id)
    asked, answer = platform.chats(caller).messages(run.chat_id, 10, None).items
    assert (asked.id, asked.content) == (run.user_message_id, "How many ferries?")
    assert (asked.creator, asked.creator_user_id) == (Creator.USER, caller.user_id)
    assert (answer.id, answer.run_id, answer.content) == (run.message_id, run.id, "")
    assert (answer.is_running, answer.is_answer, answer.creator) == (True, False, Creator.AI)


def test_a_question_in_a_chat_stays_in_it(platform: MemoryPlatform, caller: Caller) -> None:
    chat = platform.chats(caller).create("Ferries", None)
    run = start(platform, caller, query="How many ferries?", chat_id=chat.id)
    assert run.chat_id == chat.id
    assert len(platform.chats(caller).messages(chat.id, 10, None).items) == 2
    assert platform.chats(caller).list(10, None).items == (chat,)


def test_a_message_that_stands_is_answered(platform: MemoryPlatform, caller: Caller) -> None:
    chat = platform.chats(caller).create(None, None)
    asked = platform.chats(caller).post(chat.id, " How many ferries? ", None)
    run = start(platform, caller, message_id=asked.id, chat_id=chat.id)
    assert (run.query, run.user_message_id) == ("How many ferries?", asked.id)
    first, answer = platform.chats(caller).messages(chat.id, 10, None).items
    assert (first, answer.id) == (asked, run.message_id)


def test_the_log_begins_with_the_start(platform: MemoryPlatform, caller: Caller) -> None:
    run = start(platform, caller, query="How many ferries?")
    (first,) = entries(platform.stores.events, run.key)
    assert (first["type"], first["chat_id"]) == ("stream_start", run.chat_id)
    assert first["user_chat_message_id"] == run.user_message_id


def test_what_was_asked_for_is_kept(platform: MemoryPlatform, caller: Caller) -> None:
    chosen = tuple(d.id for d in platform.stores.documents.all("ten_a"))
    run = start(platform, caller, query="A?", mode=Mode.SUPER_REPORT, document_ids=chosen)
    assert (run.mode, run.document_ids, run.runner) == (Mode.SUPER_REPORT, chosen, "offline")
    assert run.deliverable is Deliverable.REPORT


def test_a_workflow_that_is_down_leaves_the_run_queued(
    platform: MemoryPlatform, caller: Caller
) -> None:
    platform.stores.workflow.down = True
    run = start(platform, caller, query="How many ferries?")
    assert platform.stores.runs.get(run.key).status is RunStatus.QUEUED


@pytest.mark.parametrize(
    ("query", "code"),
    [(None, "query_empty"), ("", "query_empty"), (" \n ", "query_empty"),
     ("x" * (MAX_QUERY + 1), "query_too_long"), ("x" * 100_000, "query_too_long")],
)  # fmt: skip
def test_a_question_has_some_length_and_not_too_much(
    platform: MemoryPlatform, caller: Caller, query: str | None, code: str
) -> None:
    refusal = refusal_of(platform, caller, query=query)
    assert isinstance(refusal, InvalidInput)
    assert (refusal.code, refusal.field) == (code, "query")
    assert platform.chats(caller).list(10, None).items == ()


def test_a_question_as_long_as_may_be_is_taken(platform: MemoryPlatform, caller: Caller) -> None:
    assert len(start(platform, caller, query="x" * MAX_QUERY).query) == MAX_QUERY


@pytest.mark.parametrize("deliverable", sorted(set(Deliverable) - {Deliverable.REPORT}))
def test_what_cannot_be_made_yet_is_refused(
    platform: MemoryPlatform, caller: Caller, deliverable: Deliverable
) -> None:
    refusal = refusal_of(platform, caller, query="A?", deliverable=deliverable)
    assert (refusal.code, refusal.field) == ("deliverable_unavailable", "deliverable_type")


@pytest.mark.parametrize("scenario", ["happy_path", "", "unknown"])
def test_a_stage_that_serves_people_plays_no_scenario(
    platform: MemoryPlatform, caller: Caller, scenario: str
) -> None:
    assert refusal_of(platform, caller, query="A?", scenario=scenario).code == "unknown_scenario"


def test_a_stage_plays_the_scenarios_it_allows(platform: MemoryPlatform, caller: Caller) -> None:
    platform.scenarios = ("happy_path",)
    assert (
        start(platform, caller, query="A?", scenario="happy_path").runner == "scenario:happy_path"
    )
    with pytest.raises(InvalidInput):
        start(platform, caller, query="A?", scenario="other")


def test_unknown_documents_are_refused(platform: MemoryPlatform, caller: Caller) -> None:
    refusal = refusal_of(platform, caller, query="A?", document_ids=("doc_unknown",))
    assert refusal.code == "document_not_found"


def test_documents_of_another_tenant_are_as_if_unknown(
    platform: MemoryPlatform, caller: Caller
) -> None:
    theirs = platform.add_document(a_caller("ten_b"), "theirs.txt", "Secret.")
    refusal = refusal_of(platform, caller, query="A?", document_ids=(theirs.id,))
    assert refusal.code == "document_not_found"


def test_documents_are_named_once_and_not_too_many(
    platform: MemoryPlatform, caller: Caller
) -> None:
    one = platform.stores.documents.all("ten_a")[0].id
    many = tuple(f"doc_{number}" for number in range(MAX_DOCUMENTS + 1))
    for chosen in ((one, one), many):
        refusal = refusal_of(platform, caller, query="A?", document_ids=chosen)
        assert refusal.code == "invalid_sources"


def test_an_unknown_chat_is_refused(platform: MemoryPlatform, caller: Caller) -> None:
    theirs = platform.chats(a_caller("ten_b")).create(None, None)
    deleted = platform.chats(caller).create(None, None)
    platform.chats(caller).delete(deleted.id)
    for chat_id in ("chat_unknown", theirs.id, deleted.id):
        refusal = refusal_of(platform, caller, query="A?", chat_id=chat_id)
        assert isinstance(refusal, NotFound)
        assert refusal.code == "chat_not_found"


def test_an_unknown_message_is_refused(platform: MemoryPlatform, caller: Caller) -> None:
    chat = platform.chats(caller).create(None, None)
    for request in ({"chat_id": chat.id}, {}):
        refusal = refusal_of(platform, caller, message_id="msg_unknown", **request)
        assert refusal.code == "message_not_found"


def test_an_answer_asks_nothing(platform: MemoryPlatform, caller: Caller) -> None:
    before = start(platform, caller, query="A?")
    with pytest.raises(InvalidInput) as refusal:
        start(platform, caller, message_id=before.message_id, chat_id=before.chat_id)
    assert refusal.value.code == "not_a_question"
