"""What people look at, and what wakes them."""

from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.constructs.alarm import Alarm
from infra.constructs.function import Function
from infra.stacks.api import ApiStack
from infra.stacks.billing import BillingStack
from infra.stacks.research import ResearchStack
from infra.stage import Stage
from nyqst.telemetry import NAMESPACE, SERVICE, Metric

_FIVE_MINUTES = Duration.minutes(5)


class MonitoringStack(Stack):
    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: Stage,
        research: ResearchStack,
        billing: BillingStack,
        api: ApiStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        self._research, self._api = research, api
        ours = (api.api, api.stream, api.rotate_keys)
        self._functions = (*research.functions, *billing.functions, *ours)
        self.alerts = self._topic(stage)
        self._metrics: dict[str, cloudwatch.IMetric] = {
            "ApiServerErrors": api.rest_api.metric_server_error(period=_FIVE_MINUTES),
            "ApiLatency": api.rest_api.metric_latency(period=_FIVE_MINUTES, statistic="p99"),
            "FailedExecutions": research.workflow.state_machine.metric_failed(period=_FIVE_MINUTES),
            "ErrorsLogged": self._errors_logged(),
            "MetersDrifted": _ours(Metric.METERS_DRIFTED),
            "WebhooksGivenUp": _ours(Metric.WEBHOOKS_GIVEN_UP),
            "BillingEventsDead": _ours(Metric.BILLING_EVENTS_DEAD),
            "BillingDrifted": _ours(Metric.BILLING_DRIFTED),
            "BillingDriftCents": _ours(Metric.BILLING_DRIFT_CENTS),
            "UnreadDocuments": research.dead_letters.metric_approximate_number_of_messages_visible(
                period=_FIVE_MINUTES
            ),
        }
        self.alarms = [
            self._alarm(name, self._metrics[name], *rule) for name, rule in _ALARMS.items()
        ]
        self.alarms += [self._function_alarm(function) for function in self._functions]
        self._dashboard(stage)

    def _topic(self, stage: Stage) -> sns.Topic:
        topic = sns.Topic(self, "Alerts", enforce_ssl=stage.over_tls)
        topic.grant_publish(iam.ServicePrincipal("cloudwatch.amazonaws.com"))
        if stage.alert_email:
            topic.add_subscription(subscriptions.EmailSubscription(stage.alert_email))
        return topic

    def _alarm(
        self, name: str, metric: cloudwatch.IMetric, threshold: float, meaning: str
    ) -> Alarm:
        alarm = Alarm(self, name, metric=metric, threshold=threshold, meaning=meaning)
        alarm.add_alarm_action(actions.SnsAction(self.alerts))
        return alarm

    def _function_alarm(self, function: Function) -> Alarm:
        verb = function.node.id
        return self._alarm(
            f"{verb}Errors",
            function.metric_errors(period=_FIVE_MINUTES),
            _FUNCTION_ERRORS,
            f"{verb} raises errors instead of answering.",
        )

    def _errors_logged(self) -> cloudwatch.Metric:
        """Lines of level ERROR in the logs of any function."""
        filters = [
            logs.MetricFilter(
                self,
                f"{function.node.id}ErrorLines",
                log_group=function.logs,
                metric_namespace=NAMESPACE,
                metric_name="ErrorsLogged",
                filter_pattern=logs.FilterPattern.string_value("$.level", "=", "ERROR"),
                metric_value="1",
            )
            for function in self._functions
        ]
        return filters[0].metric(period=_FIVE_MINUTES, statistic="Sum")

    def _dashboard(self, stage: Stage) -> None:
        machine = self._research.workflow.state_machine
        rest, functions = self._api.rest_api, self._functions
        cloudwatch.Dashboard(
            self,
            "Dashboard",
            dashboard_name=f"nyqst-{stage.name}",
            widgets=[
                [
                    _graph(
                        "Runs",
                        machine.metric_started(),
                        machine.metric_succeeded(),
                        machine.metric_failed(),
                    ),
                    _graph("Run time, p95", machine.metric_time(statistic="p95")),
                    _graph("Errors logged", self._metrics["ErrorsLogged"]),
                ],
                [
                    _graph("API requests", rest.metric_count()),
                    _graph("API errors", rest.metric_client_error(), rest.metric_server_error()),
                    _graph("API latency, p99", self._metrics["ApiLatency"]),
                ],
                [
                    _graph("Invocations", *(each.metric_invocations() for each in functions)),
                    _graph("Errors", *(each.metric_errors() for each in functions)),
                    _graph("Duration, p95", *(_p95(each) for each in functions)),
                ],
                [
                    _graph("Units told to Stripe", _ours(Metric.USAGE_REPORTED)),
                    _graph("Cents that do not agree", self._metrics["BillingDriftCents"]),
                ],
            ],
        )


_ALARMS = {
    "ApiServerErrors": (5, "The API answers 5xx."),
    "ApiLatency": (10_000, "One request in a hundred takes longer than ten seconds."),
    "FailedExecutions": (1, "A run's workflow failed beyond its own means of ending the run."),
    "ErrorsLogged": (5, "Functions log errors that they could deal with, but often."),
    "MetersDrifted": (1, "A meter does not say what its ledger says."),
    "WebhooksGivenUp": (10, "Webhooks were tried for a day and not taken, many at once."),
    "BillingEventsDead": (1, "An event of Stripe's was tried for a day and given up."),
    "BillingDrifted": (1, "Somebody's subscription was not as Stripe has it, and no event told."),
    "BillingDriftCents": (1, "Ledger, meters and invoices of somebody do not come to the same."),
    "UnreadDocuments": (1, "A document could be neither read nor given up."),
}
"""Threshold in five minutes, and what it means when it is reached."""

_FUNCTION_ERRORS = 5


def _ours(metric: Metric) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace=NAMESPACE,
        metric_name=metric.value,
        dimensions_map={"service": SERVICE},
        period=_FIVE_MINUTES,
        statistic="Sum",
    )


def _graph(title: str, *metrics: cloudwatch.IMetric) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, left=list(metrics), width=8)


def _p95(function: lambda_.IFunction) -> cloudwatch.Metric:
    return function.metric_duration(statistic="p95")
