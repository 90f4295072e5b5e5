"""Alerts on a topic, for those who look after the platform."""

import json
from typing import TYPE_CHECKING

from nyqst.alerts.model.alert import Alert
from nyqst.alerts.told import told_of
from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient


class AlertTopic:
    """`nyqst.alerts.ports.AlertListener`. A subscription may filter by tenant and threshold."""

    def __init__(self, client: "SNSClient", arn: str) -> None:
        self._client = client
        self._arn = arn

    def hear(self, alert: Alert) -> None:
        text = json.dumps({"id": alert.id, "tenant_id": alert.tenant_id, **told_of(alert)})
        with sdk_errors():
            self._client.publish(
                TopicArn=self._arn,
                Subject=f"{alert.threshold} % of {alert.feature} used",
                Message=text,
                MessageAttributes={
                    "tenant_id": {"DataType": "String", "StringValue": alert.tenant_id},
                    "threshold": {"DataType": "Number", "StringValue": str(alert.threshold)},
                },
            )
