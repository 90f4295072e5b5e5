"""Every way a call can come to nothing.

    ClientError
    ├── ApiError                the service answered with a refusal or a failure of its own
    │   ├── NotAuthorised       401, 403: no key, not a good one, or not one for this
    │   ├── NotFound            404
    │   ├── Throttled           429: it asked to slow down
    │   ├── Refused             any other 4xx: the request has to be mended
    │   └── ServiceFailed       5xx
    ├── ConnectionFailed        no answer came
    ├── StreamLost              a stream of events broke off again and again and brought nothing
    ├── UnexpectedAnswer        what came is not an answer of this API
    ├── TransferFailed          the store did not take or hand out bytes
    │   └── Corrupted           the bytes that came are not those of their hash
    ├── NotDelivered            there is no such file to hand over, or not yet
    └── Misconfigured           no address, no key, or one that cannot be used

What may pass has been tried several times before one of these is raised.
"""

from dataclasses import dataclass


class ClientError(Exception):
    """`code` is stable; the message is for people and may change."""

    code = "client_error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


@dataclass(frozen=True, slots=True)
class FieldProblem:
    field: str
    message: str


class ApiError(ClientError):
    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        debug_id: str | None = None,
        correlation_id: str | None = None,
        fields: tuple[FieldProblem, ...] = (),
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(detail, code=code)
        self.status = status
        self.detail = detail
        self.debug_id = debug_id
        """The service's log knows the request by it."""
        self.correlation_id = correlation_id
        """One for all tries of a call."""
        self.fields = fields
        self.retry_after_s = retry_after_s


class NotAuthorised(ApiError):
    pass


class NotFound(ApiError):
    pass


class Throttled(ApiError):
    pass


class Refused(ApiError):
    pass


class ServiceFailed(ApiError):
    pass


class ConnectionFailed(ClientError):
    code = "connection_failed"


class StreamLost(ClientError):
    code = "stream_lost"


class UnexpectedAnswer(ClientError):
    code = "unexpected_answer"


class TransferFailed(ClientError):
    code = "transfer_failed"


class Corrupted(TransferFailed):
    code = "corrupted"


class NotDelivered(ClientError):
    code = "not_delivered"


class Misconfigured(ClientError):
    code = "misconfigured"
