"""The API and what watches over it."""

from tests.infra.conftest import Templates


def test_the_routes_of_events_stream(templates: Templates) -> None:
    streamed = [
        method["HttpMethod"]
        for method in templates.properties("AWS::ApiGateway::Method")
        if method["Integration"].get("ResponseTransferMode") == "STREAM"
    ]
    of_runs, of_billing = ["GET", "OPTIONS", "POST"], ["GET", "OPTIONS"]
    assert sorted(streamed) == sorted(of_runs + of_billing)


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


def test_quotas_that_run_out_are_told_on_a_topic_of_their_own(templates: Templates) -> None:
    told = {
        function["Handler"]
        for function in templates.properties("AWS::Lambda::Function")
        if "NYQST_ALERT_TOPIC_ARN" in function["Environment"]["Variables"]
    }
    assert told == {"functions.sweep_meters.handler.handle"}
    assert len(templates.of_type("AWS::SNS::Topic")) == 2


def test_topics_are_spoken_to_over_tls_only(templates: Templates) -> None:
    policies = templates.properties("AWS::SNS::TopicPolicy")
    for policy in policies:
        denied = [s for s in policy["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
        assert denied[0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert len(policies) == 2
