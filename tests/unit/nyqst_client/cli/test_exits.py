from collections.abc import Iterator

import pytest

from nyqst_client import errors
from nyqst_client.cli.exits import HELP, Exit, exit_code, exit_code_of_run, told


def kinds(base: type[errors.ClientError]) -> Iterator[type[errors.ClientError]]:
    yield base
    for kind in base.__subclasses__():
        yield from kinds(kind)


CODES = {
    errors.NotAuthorised: Exit.NOT_AUTHORISED,
    errors.NotFound: Exit.NOT_FOUND,
    errors.Refused: Exit.BAD_USAGE,
    errors.Misconfigured: Exit.BAD_USAGE,
    errors.NotDelivered: Exit.FAILED,
}


@pytest.mark.parametrize("kind", list(kinds(errors.ClientError)))
def test_every_error_has_its_exit_code(kind: type[errors.ClientError]) -> None:
    arguments = (400, "code", "detail") if issubclass(kind, errors.ApiError) else ("message",)
    assert exit_code(kind(*arguments)) is CODES.get(kind, Exit.UNREACHABLE)


@pytest.mark.parametrize(
    ("status", "code"),
    [("succeeded", 0), ("failed", 1), ("cancelled", 6), ("running", 1), ("of the future", 1)],
)
def test_every_ending_of_a_run_has_its_exit_code(status: str, code: int) -> None:
    assert exit_code_of_run(status) == code


def test_the_help_names_every_code() -> None:
    named = {int(line.split()[0]) for line in HELP.splitlines() if line[2:3].isdigit()}
    assert named == {code.value for code in Exit}


def test_a_file_that_cannot_be_used_is_named() -> None:
    error = FileNotFoundError(2, "No such file or directory", "a.txt")
    assert told(error) == "a.txt: No such file or directory"
    assert exit_code(error) is Exit.BAD_USAGE


def test_nothing_in_an_error_reaches_the_terminal() -> None:
    assert told(errors.ConnectionFailed("a\x1b[2J\nb")) == "a [2J b (connection_failed)"
