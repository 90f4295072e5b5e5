"""SDK errors become ours here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from nyqst.errors import Conflict, NotFound, NyqstError, OutOfBounds, Throttled, Unavailable

_SERVER_ERROR = 500

_BY_CODE: dict[str, type[NyqstError]] = {
    "ConditionalCheckFailedException": Conflict,
    "TransactionConflictException": Throttled,
    "TransactionCanceledException": Conflict,
    "ProvisionedThroughputExceededException": Throttled,
    "RequestLimitExceeded": Throttled,
    "ThrottlingException": Throttled,
    "TooManyRequestsException": Throttled,
    "SlowDown": Throttled,
    "AccessDeniedException": OutOfBounds,
    "AccessDenied": OutOfBounds,
    "403": OutOfBounds,
    "NoSuchKey": NotFound,
    "404": NotFound,
    "ExecutionAlreadyExists": Conflict,
    "ExecutionDoesNotExist": NotFound,
}


def translate(error: ClientError | BotoCoreError) -> NyqstError:
    """The error of our tree that says the same.

    What has no name here is `Unavailable` if it is the service's fault, else a defect of ours.
    """
    if isinstance(error, BotoCoreError):
        return Unavailable(f"{type(error).__name__} while calling AWS")
    code = error.response["Error"].get("Code", "")
    reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", ())}
    if "TransactionConflict" in reasons and "ConditionalCheckFailed" not in reasons:
        return Throttled(f"{error.operation_name}: TransactionConflict")
    theirs = error.response["ResponseMetadata"]["HTTPStatusCode"] >= _SERVER_ERROR
    made = _BY_CODE.get(code, Unavailable if theirs else NyqstError)
    return made(f"{error.operation_name}: {code}")


@contextmanager
def sdk_errors() -> Iterator[None]:
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise translate(error) from error
