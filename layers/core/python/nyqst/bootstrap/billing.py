"""The part of the composition that deals with money."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nyqst.clock import Clock
from nyqst.settings import Settings

if TYPE_CHECKING:
    from nyqst.billing.ports import CredentialSource, Inbox
    from nyqst.billing.receive import ReceiveEvent
    from nyqst.storage.table import Table


@dataclass
class BillingServices:
    settings: Settings
    clock: Clock
    app_table: "Table"
    client: Callable[[str], Any]
    """A client of the AWS service of that name."""

    @cached_property
    def credentials(self) -> "CredentialSource":
        from nyqst.billing.secretsmanager import SecretCredentials

        return SecretCredentials(
            self.client("secretsmanager"), self.settings.stripe_secret, self.clock
        )

    @cached_property
    def inbox(self) -> "Inbox":
        from nyqst.billing.dynamodb import DynamoInbox

        return DynamoInbox(self.app_table)

    @cached_property
    def receive(self) -> "ReceiveEvent":
        from nyqst.billing.receive import ReceiveEvent

        return ReceiveEvent(self.inbox, self.credentials, self.clock)
