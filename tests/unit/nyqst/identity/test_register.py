"""Registering."""

from dataclasses import replace

import pytest

from nyqst.identity.model import Role, Scope
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.tenant import Tenant
from nyqst.identity.plan import PlanCode
from nyqst.identity.records import ref
from tests.fakes.accounts import EMAIL, PASSWORD, Accounts
from tests.unit.nyqst.identity.conftest import Refusal


def test_who_registers_owns_a_tenant_in_the_sandbox(accounts: Accounts) -> None:
    caller = accounts.caller_by(accounts.register().access_token)
    assert (caller.role, caller.plan) == (Role.OWNER, PlanCode.SANDBOX)
    assert caller.scopes == frozenset(Scope)
    tenant = accounts.records.get(ref(Tenant, id=caller.tenant_id))
    assert tenant is not None
    assert (tenant.name, tenant.owners) == ("Ferries Ltd", 1)


def test_a_stage_that_is_not_open_takes_no_strangers(accounts: Accounts, refusal: Refusal) -> None:
    closed = replace(accounts, is_open=False)
    assert refusal(closed.register) == "invitation_missing"


@pytest.mark.parametrize("email", [EMAIL, "ADA@ferries.example", f" {EMAIL} "])
def test_an_address_is_taken_once(accounts: Accounts, refusal: Refusal, email: str) -> None:
    accounts.register()
    kept = dict(accounts.records._rows)
    assert refusal(lambda: accounts.register(email)) == "email_taken"
    assert accounts.records._rows == kept


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "@ferries.example", "ada@ferries", "a b@c.de", "a@b@c.de",
              "x" * 250 + "@c.de", "ada@ferries..example", "ada#x@c.de"]
)  # fmt: skip
def test_what_is_no_address_is_refused(accounts: Accounts, refusal: Refusal, email: str) -> None:
    assert refusal(lambda: accounts.register(email)) == "invalid_email"


@pytest.mark.parametrize("password", ["", "short", "x" * 11, "x" * 201, EMAIL])
def test_a_weak_password_is_refused(accounts: Accounts, refusal: Refusal, password: str) -> None:
    assert refusal(lambda: accounts.register(password=password)) == "password_too_weak"


def test_neither_the_password_nor_its_hash_shows(accounts: Accounts) -> None:
    signed_in = accounts.register()
    tenant_id = accounts.caller_by(signed_in.access_token).tenant_id
    trail = accounts.records.list(AuditEntry, 10, None, tenant_id=tenant_id).items
    assert {entry.action for entry in trail} == {"tenant.founded", "session.started"}
    shown = repr(trail) + repr(accounts.records)
    assert PASSWORD not in shown
    assert accounts.passwords.hash(PASSWORD) not in shown
