"""Takes a webhook: what is signed goes into the inbox, by one write, and nothing else is done."""

from dataclasses import dataclass

from nyqst.billing.model.inbox import received
from nyqst.billing.model.notice import read_notice
from nyqst.billing.model.signature import check_signature
from nyqst.billing.ports import CredentialSource, Inbox
from nyqst.billing.refusals import not_configured
from nyqst.clock import Clock


@dataclass(frozen=True, slots=True)
class ReceiveEvent:
    inbox: Inbox
    credentials: CredentialSource
    clock: Clock

    def __call__(self, signature: str | None, body: bytes) -> bool:
        """False when the event was there already. The body is as it came, to the byte."""
        known = self.credentials()
        if known is None:
            raise not_configured()
        now = self.clock.now()
        check_signature(signature, body, known.webhook_secrets, now)
        return self.inbox.add(received(read_notice(body), now))
