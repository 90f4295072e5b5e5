"""Logs and metrics of a handler."""

import json
import logging
from typing import Any

import pytest

from nyqst.errors import ModelFailed, Superseded
from nyqst.telemetry import NAMESPACE, Metric, count, known_by, logger, observed

NOTHING: object = object()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def handler(result: str | Exception) -> Any:
    @observed
    def handle(_event: dict[str, Any], _context: Any) -> str:
        if isinstance(result, Exception):
            raise result
        return result

    return handle


def test_an_answer_passes() -> None:
    assert handler("fine")({}, NOTHING) == "fine"


def test_a_failure_is_logged_with_its_code_and_passes(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ModelFailed):
        handler(ModelFailed("No answer"))({}, NOTHING)
    (record,) = caplog.records
    assert (record.levelname, record.getMessage()) == ("ERROR", "No answer")
    assert vars(record)["code"] == "model_failed"
    assert record.exc_info


def test_being_superseded_is_nobodys_error(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Superseded):
        handler(Superseded("Somebody else does it"))({}, NOTHING)
    (record,) = caplog.records
    assert (record.levelname, vars(record)["code"]) == ("INFO", "superseded")


def line() -> dict[str, Any]:
    """What a line looks like that is logged now."""
    record = logging.makeLogRecord({"msg": "hello", "levelname": "INFO"})
    written: dict[str, Any] = json.loads(logger().registered_formatter.format(record))
    return written


def test_what_is_known_stands_in_every_line_inside() -> None:
    with known_by(run_id="run_1", tenant_id="ten_a"):
        inside = line()
    assert (inside["message"], inside["service"]) == ("hello", "nyqst")
    assert (inside["run_id"], inside["tenant_id"]) == ("run_1", "ten_a")
    assert "run_id" not in line()


def test_metrics_go_out_when_the_handler_ends(capsys: pytest.CaptureFixture[str]) -> None:
    @observed
    def handle(_event: dict[str, Any], _context: Any) -> None:
        count(Metric.RUNS_REAPED, 3)
        assert capsys.readouterr().out == ""

    handle({}, NOTHING)
    (metrics,) = lines(capsys)
    (directive,) = metrics["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == NAMESPACE
    assert [metric["Name"] for metric in directive["Metrics"]] == [Metric.RUNS_REAPED]
    assert metrics[Metric.RUNS_REAPED] == [3.0]


def test_metrics_go_out_even_when_it_fails(capsys: pytest.CaptureFixture[str]) -> None:
    @observed
    def handle(_event: dict[str, Any], _context: Any) -> None:
        count(Metric.RUN_FAILED)
        raise KeyError("defect")

    with pytest.raises(KeyError):
        handle({}, NOTHING)
    assert lines(capsys)[-1][Metric.RUN_FAILED] == [1.0]


def test_without_metrics_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    handler("fine")({}, NOTHING)
    assert lines(capsys) == []
