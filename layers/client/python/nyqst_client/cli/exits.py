"""What the command's exit codes mean, and how it says what went wrong."""

from collections.abc import Mapping, Sequence
from enum import IntEnum

from nyqst_client import errors
from nyqst_client.progress.printable import printable


class Exit(IntEnum):
    OK = 0
    FAILED = 1
    BAD_USAGE = 2
    NOT_AUTHORISED = 3
    NOT_FOUND = 4
    UNREACHABLE = 5
    CANCELLED = 6
    INTERRUPTED = 130


HELP = """\
\b
Exit codes
  0    done; of a run, the report was delivered
  1    the run failed, a document could not be taken in, or a plan was not paid for in time
  2    bad usage, or input that the service refused
  3    not authorised
  4    not found
  5    the service cannot be reached, or failed
  6    the run was cancelled
  130  interrupted; a run that was started goes on
"""

_BY_ERROR: Sequence[tuple[type[Exception], Exit]] = (
    (errors.NotAuthorised, Exit.NOT_AUTHORISED),
    (errors.NotFound, Exit.NOT_FOUND),
    (errors.Refused, Exit.BAD_USAGE),
    (errors.Misconfigured, Exit.BAD_USAGE),
    (errors.NotDelivered, Exit.FAILED),
    (errors.ClientError, Exit.UNREACHABLE),
    (OSError, Exit.BAD_USAGE),
)
"""The first that fits counts."""

_BY_STATUS: Mapping[str, Exit] = {
    "succeeded": Exit.OK,
    "cancelled": Exit.CANCELLED,
}


def exit_code(error: Exception) -> Exit:
    return next(code for kind, code in _BY_ERROR if isinstance(error, kind))


def exit_code_of_run(status: str) -> Exit:
    return _BY_STATUS.get(status, Exit.FAILED)


def told(error: Exception) -> str:
    """One line, safe to print, with what support will ask for."""
    if isinstance(error, errors.ApiError):
        ids = [error.code, *([f"debug id {error.debug_id}"] if error.debug_id else [])]
        fields = [f"{one.field}: {one.message}" for one in error.fields if one.field != "body"]
        detail = "; ".join(fields) or error.detail
        return printable(f"{detail} ({', '.join(ids)})")
    if isinstance(error, errors.ClientError):
        return printable(f"{error.message} ({error.code})")
    if isinstance(error, OSError) and error.strerror:
        named = f"{error.filename}: " if error.filename else ""
        return printable(f"{named}{error.strerror}")
    return printable(str(error))
