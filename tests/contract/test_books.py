"""What comes into force together, in memory and in DynamoDB alike."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from nyqst.billing.dynamodb import DynamoBooks, DynamoInbox
from nyqst.billing.log import log_of
from nyqst.billing.model.inbox import EntryState, InboxEntry, received
from nyqst.billing.model.notice import Notice
from nyqst.billing.ports import Books, Inbox, Posting
from nyqst.bootstrap.layout import EVERY_RECORD
from nyqst.errors import Conflict
from nyqst.events.dynamodb import DynamoEventStore
from nyqst.events.model import Batch
from nyqst.events.ports import EventStore
from nyqst.identity.dynamodb import DynamoRecords
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.plan import PlanCode
from nyqst.identity.ports import Records
from nyqst.identity.records import Added, Changed, ref
from tests.aws import Aws
from tests.builders import NOW, a_tenant
from tests.fakes.books import MemoryBooks
from tests.fakes.event_store import MemoryEventStore
from tests.fakes.inbox import MemoryInbox
from tests.fakes.records import MemoryRecords


@dataclass(frozen=True)
class Office:
    books: Books
    records: Records
    inbox: Inbox
    events: EventStore


def in_memory(_aws: Callable[[], Aws]) -> Office:
    records, inbox, events = MemoryRecords(), MemoryInbox(), MemoryEventStore()
    return Office(MemoryBooks(records, inbox, events), records, inbox, events)


def in_dynamodb(aws: Callable[[], Aws]) -> Office:
    table = aws().app
    records = DynamoRecords(table, EVERY_RECORD)
    events = DynamoEventStore(aws().dynamodb, aws().events_table)
    return Office(DynamoBooks(table, records, events), records, DynamoInbox(table), events)


@pytest.fixture(params=[in_memory, in_dynamodb])
def office(request: pytest.FixtureRequest, tenant: str) -> Office:
    made: Office = request.param(lambda: request.getfixturevalue("aws"))
    made.records.commit(Added(a_tenant(tenant)))
    made.inbox.add(an_entry(tenant))
    return made


def an_entry(tenant: str) -> InboxEntry:
    return received(Notice(f"evt_{tenant}", "invoice.paid", NOW), NOW)


def a_posting(tenant: str, first: int = 1) -> Posting:
    before = a_tenant(tenant)
    change = Changed(before, replace(before, subscribed_plan=PlanCode.TEAM))
    told = Batch(first, (b'{"type":"invoice.paid"}',), 0, "token")
    done = an_entry(tenant).ended(EntryState.DONE)
    return Posting([change], log_of(tenant), told, done)


def plan_of(office: Office, tenant: str) -> PlanCode | None:
    found = office.records.get(ref(Tenant, id=tenant))
    assert found is not None
    return found.subscribed_plan


def nothing_is_posted(office: Office, tenant: str) -> bool:
    entry = office.inbox.get(f"evt_{tenant}")
    assert entry is not None
    return entry.waits and plan_of(office, tenant) is None


def test_state_history_and_that_it_is_done_come_into_force_together(
    office: Office, tenant: str
) -> None:
    office.books.post(a_posting(tenant))
    entry = office.inbox.get(f"evt_{tenant}")
    assert entry is not None
    assert (entry.state, entry.next_at, entry.version) == (EntryState.DONE, None, 1)
    assert plan_of(office, tenant) is PlanCode.TEAM
    assert office.events.head(log_of(tenant)).seq == 1


def test_what_somebody_else_has_dealt_with_is_not_posted(office: Office, tenant: str) -> None:
    office.inbox.change(an_entry(tenant).failed("unavailable", NOW))
    with pytest.raises(Conflict):
        office.books.post(a_posting(tenant))
    assert nothing_is_posted(office, tenant)
    assert office.events.head(log_of(tenant)).seq == 0


def test_a_place_in_the_log_that_is_taken_keeps_all_of_it_out(office: Office, tenant: str) -> None:
    office.events.append(log_of(tenant), Batch(1, (b'{"type":"other"}',), 0, "other"))
    with pytest.raises(Conflict):
        office.books.post(a_posting(tenant))
    assert nothing_is_posted(office, tenant)
    office.books.post(a_posting(tenant, first=2))
    assert plan_of(office, tenant) is PlanCode.TEAM


def test_a_record_that_is_not_as_it_was_keeps_all_of_it_out(office: Office, tenant: str) -> None:
    posting = a_posting(tenant)
    before = replace(a_tenant(tenant), subscribed_plan=PlanCode.ENTERPRISE)
    stale = replace(posting, changes=[Changed(before, a_tenant(tenant))])
    with pytest.raises(Conflict):
        office.books.post(stale)
    assert nothing_is_posted(office, tenant)
    assert office.events.head(log_of(tenant)).seq == 0


def test_what_no_event_has_told_is_posted_without_one(office: Office, tenant: str) -> None:
    office.books.post(replace(a_posting(tenant), entry=None))
    assert plan_of(office, tenant) is PlanCode.TEAM
    entry = office.inbox.get(f"evt_{tenant}")
    assert entry is not None
    assert entry.waits
