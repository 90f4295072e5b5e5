"""SDK errors in our words."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from nyqst.errors import Conflict, NotFound, NyqstError, Throttled, Unavailable
from nyqst.storage.sdk_errors import sdk_errors


def client_error(code: str, status: int = 400, reasons: tuple[str, ...] = ()) -> ClientError:
    answer: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    if reasons:
        answer["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return ClientError(answer, "PutItem")


def translated(error: Exception) -> NyqstError:
    with pytest.raises(NyqstError) as raised, sdk_errors():
        raise error
    assert raised.value.__cause__ is error
    return raised.value


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ConditionalCheckFailedException", Conflict),
        ("ProvisionedThroughputExceededException", Throttled),
        ("ThrottlingException", Throttled),
        ("SlowDown", Throttled),
        ("NoSuchKey", NotFound),
        ("404", NotFound),
        ("ExecutionAlreadyExists", Conflict),
        ("ExecutionDoesNotExist", NotFound),
    ],
)
def test_a_known_code_has_its_error(code: str, kind: type[NyqstError]) -> None:
    assert type(translated(client_error(code))) is kind


def test_a_transaction_that_met_another_may_be_tried_again() -> None:
    error = client_error("TransactionCanceledException", reasons=("None", "TransactionConflict"))
    assert type(translated(error)) is Throttled


def test_a_transaction_whose_condition_failed_may_not() -> None:
    reasons = ("ConditionalCheckFailed", "TransactionConflict")
    assert (
        type(translated(client_error("TransactionCanceledException", reasons=reasons))) is Conflict
    )


def test_an_error_of_the_service_is_an_outage() -> None:
    assert type(translated(client_error("InternalServerError", 500))) is Unavailable


def test_an_error_that_has_no_name_here_is_a_defect_of_ours() -> None:
    error = translated(client_error("ValidationException"))
    assert type(error) is NyqstError
    assert error.code == "internal_error"


def test_no_answer_is_an_outage() -> None:
    assert type(translated(ReadTimeoutError(endpoint_url="https://x"))) is Unavailable


def test_errors_of_ours_pass_as_they_are() -> None:
    ours = NotFound("x")
    with pytest.raises(NotFound) as raised, sdk_errors():
        raise ours
    assert raised.value is ours
