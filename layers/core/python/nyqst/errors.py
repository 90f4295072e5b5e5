"""Every way NYQST says no.

    NyqstError
    ├── Refused                 the caller can mend it
    │   ├── InvalidInput        a field, a cursor, a file that breaks a stated rule
    │   │   └── InvalidDocument several places of one document do
    │   ├── Unauthenticated     no credential, or one that is not good
    │   ├── Forbidden           a good credential without the right
    │   ├── NotFound            nothing of that name within the caller's tenant
    │   ├── Conflict            the thing is not in a state that allows this
    │   ├── TooLarge            over a documented limit
    │   └── Denied              the plan, or what is left of it, does not allow this
    │       ├── QuotaExceeded   all of it is used or set aside
    │       ├── NotInPlan       the plan does not have this
    │       └── RateLimited     too much at once; later it may do
    ├── Failed                  the work was tried and did not come off
    │   ├── Unreadable          a document that yields no text
    │   ├── ModelFailed         a model call that failed for good
    │   ├── BudgetExhausted     a run's money, or its tenant's tokens of the day, is used up
    │   ├── QuorumNotMet        too few research tasks survived
    │   └── Corrupted           stored content does not match its hash
    ├── Superseded              this worker lost its lease or its run; it must stop quietly
    ├── OutOfBounds             reached for what its credentials do not cover: a defect of ours
    └── Unavailable             a dependency did not answer; trying again may help
        └── Throttled           it answered "slow down"

Each error carries a stable `code`. `nyqst.http.problem` turns them into HTTP in one table;
`nyqst.storage.sdk_errors` makes them from SDK errors in one function.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol


class NyqstError(Exception):
    """`code` is part of the public contract; the message is for people and may change."""

    code = "internal_error"

    def __init__(self, message: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        if code is not None:
            self.code = code


class Refused(NyqstError):
    code = "refused"


class InvalidInput(Refused):
    code = "invalid_input"


class Fault(Protocol):
    @property
    def path(self) -> str: ...

    @property
    def message(self) -> str: ...


class InvalidDocument(InvalidInput):
    code = "invalid_document"

    def __init__(self, message: str, faults: Sequence[Fault]) -> None:
        super().__init__(message)
        self.faults = faults


class Unauthenticated(Refused):
    code = "unauthenticated"


class Forbidden(Refused):
    code = "forbidden"


class NotFound(Refused):
    code = "not_found"


class Conflict(Refused):
    code = "conflict"


class TooLarge(Refused):
    code = "too_large"


class Denied(Refused):
    """`facts` are the numbers behind it, for people and machines to read."""

    code = "denied"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        facts: Mapping[str, str | int] | None = None,
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.facts = facts or {}
        self.retry_after_s = retry_after_s


class QuotaExceeded(Denied):
    code = "quota_exceeded"


class NotInPlan(Denied):
    code = "feature_not_in_plan"


class RateLimited(Denied):
    code = "rate_limited"


class Failed(NyqstError):
    code = "failed"


class Unreadable(Failed):
    code = "unreadable"


class ModelFailed(Failed):
    code = "model_failed"


class BudgetExhausted(Failed):
    code = "budget_exhausted"


class QuorumNotMet(Failed):
    code = "quorum_not_met"


class Corrupted(Failed):
    code = "corrupted"


class Superseded(NyqstError):
    code = "superseded"


class OutOfBounds(NyqstError):
    """Keeps the code of every defect: nobody outside learns more from it."""


class Unavailable(NyqstError):
    code = "unavailable"


class Throttled(Unavailable):
    code = "throttled"
