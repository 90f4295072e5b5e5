"""The log of what happens to a tenant's money: one of each tenant, which never ends."""

from nyqst.events.model import LogName


def log_of(tenant_id: str) -> LogName:
    return LogName(tenant_id, "BILLING")
