"""The one logger and the one place where metrics are made.

Logs are JSON lines; what a request or a run is known by stands in every line of its work. Metrics
go out in the same lines, in CloudWatch's embedded format.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from nyqst.errors import NyqstError, Superseded

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics

NAMESPACE = "NYQST"
SERVICE = "nyqst"

Answer = TypeVar("Answer")
Handler = Callable[[dict[str, Any], Any], Answer]


class Metric(StrEnum):
    """Every metric we make; dashboards and alarms know them by these names."""

    RUN_STARTED = "RunStarted"
    RUN_SUCCEEDED = "RunSucceeded"
    RUN_FAILED = "RunFailed"
    RUN_CANCELLED = "RunCancelled"
    RUNS_REAPED = "RunsReaped"
    RESERVATIONS_EXPIRED = "ReservationsExpired"
    METERS_DRIFTED = "MetersDrifted"
    ALERTS_TOLD = "AlertsTold"
    WEBHOOKS_DELIVERED = "WebhooksDelivered"
    WEBHOOKS_GIVEN_UP = "WebhooksGivenUp"
    BILLING_EVENTS_RECEIVED = "BillingEventsReceived"
    BILLING_EVENTS_DONE = "BillingEventsDone"
    BILLING_EVENTS_FAILED = "BillingEventsFailed"
    BILLING_EVENTS_DEAD = "BillingEventsDead"
    BILLING_EVENTS_MISSED = "BillingEventsMissed"
    BILLING_DRIFTED = "BillingDrifted"
    BILLING_DRIFT_CENTS = "BillingDriftCents"
    USAGE_REPORTED = "UsageReported"
    STRIPE_ERRORS = "StripeErrors"
    CLAIMS_DROPPED = "ClaimsDropped"
    DOCUMENT_FAILED = "DocumentFailed"


@cache
def logger() -> "Logger":
    from aws_lambda_powertools import Logger

    return Logger(service=SERVICE, serialize_stacktrace=False)


@cache
def _metrics() -> "Metrics":
    from aws_lambda_powertools import Metrics

    return Metrics(namespace=NAMESPACE, service=SERVICE)


def count(metric: Metric, value: int = 1) -> None:
    from aws_lambda_powertools.metrics import MetricUnit

    _metrics().add_metric(name=metric.value, unit=MetricUnit.Count, value=value)


@contextmanager
def known_by(**identity: str) -> Iterator[None]:
    """What is logged inside carries these."""
    with logger().append_context_keys(**identity):
        yield


def observed(handler: Handler[Answer]) -> Handler[Answer]:
    """Wraps a Lambda handler: its errors are logged once, its metrics sent.

    That a worker was superseded is no error of anybody's and is logged as such.
    """

    @wraps(handler)
    def wrapped(event: dict[str, Any], context: Any) -> Answer:
        try:
            return handler(event, context)
        except Superseded as error:
            logger().info("superseded", extra={"code": error.code, "reason": error.message})
            raise
        except NyqstError as error:
            logger().exception(error.message, extra={"code": error.code})
            raise
        finally:
            _flush_metrics()

    return wrapped


def _flush_metrics() -> None:
    metrics = _metrics()
    if metrics.metric_set:
        metrics.flush_metrics()
