"""The API and what watches over it."""

from tests.infra.conftest import Templates


def test_the_events_route_streams(templates: Templates) -> None:
    streamed = [
        method["HttpMethod"]
        for method in templates.properties("AWS::ApiGateway::Method")
        if method["Integration"].get("ResponseTransferMode") == "STREAM"
    ]
    assert sorted(streamed) == ["GET", "OPTIONS", "POST"]


def test_the_gateway_refuses_in_our_words(templates: Templates) -> None:
    for response in templates.properties("AWS::ApiGateway::GatewayResponse"):
        assert list(response["ResponseTemplates"]) == ["application/problem+json"]


def test_every_alarm_says_what_it_means_and_tells_somebody(templates: Templates) -> None:
    for alarm in templates.properties("AWS::CloudWatch::Alarm"):
        assert alarm["AlarmDescription"]
        assert alarm["AlarmActions"]


def test_every_function_has_an_alarm_for_its_errors(templates: Templates) -> None:
    watched = [
        alarm
        for alarm in templates.properties("AWS::CloudWatch::Alarm")
        if alarm["Namespace"] == "AWS/Lambda" and alarm["MetricName"] == "Errors"
    ]
    assert len(watched) == len(templates.of_type("AWS::Lambda::Function"))


def test_errors_in_the_log_of_any_function_are_counted(templates: Templates) -> None:
    filters = templates.properties("AWS::Logs::MetricFilter")
    assert len(filters) == len(templates.of_type("AWS::Lambda::Function"))
    assert {each["FilterPattern"] for each in filters} == {'{ $.level = "ERROR" }'}
