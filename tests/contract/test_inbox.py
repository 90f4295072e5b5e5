"""What every inbox must do, the fake and the real one alike."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from nyqst.billing.dynamodb import DynamoInbox
from nyqst.billing.model.inbox import GRACE, EntryState, InboxEntry, received
from nyqst.billing.model.notice import Notice
from nyqst.billing.ports import Inbox
from tests.aws import Aws
from tests.builders import NOW
from tests.fakes.inbox import MemoryInbox


@pytest.fixture(params=["memory", "dynamodb"])
def inbox(request: pytest.FixtureRequest) -> Inbox:
    if request.param == "memory":
        return MemoryInbox()
    aws: Aws = request.getfixturevalue("aws")
    return DynamoInbox(aws.app)


def an_entry(tenant: str, minutes: int = 0) -> InboxEntry:
    at = NOW + timedelta(minutes=minutes)
    notice = Notice(f"evt_{tenant}_{minutes}", "invoice.paid", at, "in_1", "cus_1", "sub_1", "v")
    return received(notice, at)


def due(inbox: Inbox, tenant: str, minutes: int) -> list[InboxEntry]:
    found = inbox.due(NOW + timedelta(minutes=minutes), 100)
    return [each for each in found if f"_{tenant}_" in each.notice.event_id]


def test_an_entry_is_read_back_as_it_was(inbox: Inbox, tenant: str) -> None:
    entry = replace(an_entry(tenant), attempts=2, error="unavailable")
    assert inbox.add(entry)
    assert inbox.get(entry.notice.event_id) == entry


def test_an_entry_that_knows_little_is_read_back_too(inbox: Inbox, tenant: str) -> None:
    entry = received(Notice(f"evt_{tenant}", "a.b", NOW), NOW)
    inbox.add(entry)
    assert inbox.get(entry.notice.event_id) == entry


def test_an_event_comes_in_once(inbox: Inbox, tenant: str) -> None:
    entry = an_entry(tenant)
    assert inbox.add(entry)
    inbox.change(entry.ended(EntryState.DONE))
    assert not inbox.add(replace(entry))
    found = inbox.get(entry.notice.event_id)
    assert found is not None
    assert found.state is EntryState.DONE


def test_of_many_who_bring_it_at_once_one_does(inbox: Inbox, tenant: str) -> None:
    entry = an_entry(tenant)
    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(lambda _: inbox.add(replace(entry)), range(8)))
    assert added.count(True) == 1


def test_what_never_came_is_not_there(inbox: Inbox, tenant: str) -> None:
    assert inbox.get(f"evt_{tenant}") is None


def test_it_is_due_when_its_time_has_come(inbox: Inbox, tenant: str) -> None:
    entry = an_entry(tenant)
    inbox.add(entry)
    assert due(inbox, tenant, 0) == []
    assert due(inbox, tenant, int(GRACE.total_seconds()) // 60) == [entry]


def test_what_waits_longest_is_first(inbox: Inbox, tenant: str) -> None:
    waiting = [an_entry(tenant, minutes) for minutes in (1, 2, 3)]
    for entry in reversed(waiting):
        inbox.add(entry)
    assert due(inbox, tenant, 9) == waiting


@pytest.mark.parametrize("state", [EntryState.DONE, EntryState.IGNORED, EntryState.DEAD])
def test_what_is_over_is_not_due(inbox: Inbox, tenant: str, state: EntryState) -> None:
    entry = an_entry(tenant)
    inbox.add(entry)
    inbox.change(replace(entry, state=state, next_at=None))
    assert due(inbox, tenant, 9) == []


def test_what_was_given_up_is_listed_until_it_is_asked_for_again(inbox: Inbox, tenant: str) -> None:
    entry = an_entry(tenant)
    inbox.add(entry)
    dead = inbox.change(replace(entry, state=EntryState.DEAD, next_at=None))
    assert dead is not None
    assert dead in inbox.dead(100)
    again = inbox.change(dead.asked_again(NOW))
    assert due(inbox, tenant, 0) == [again]
    assert dead.notice not in [each.notice for each in inbox.dead(100)]


def test_what_somebody_else_has_changed_is_not_changed(inbox: Inbox, tenant: str) -> None:
    entry = an_entry(tenant)
    inbox.add(entry)
    assert inbox.change(entry.failed("unavailable", NOW))
    assert inbox.change(entry.ended(EntryState.DONE)) is None
