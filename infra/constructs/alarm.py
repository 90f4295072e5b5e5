"""An alarm that says what it means."""

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct


class Alarm(cloudwatch.Alarm):
    """Rings when the metric reaches the threshold. No data means that nothing happened."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        metric: cloudwatch.IMetric,
        threshold: float,
        meaning: str,
    ) -> None:
        super().__init__(
            scope,
            id_,
            metric=metric,
            threshold=threshold,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
            alarm_description=meaning,
        )
