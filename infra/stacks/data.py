"""What must outlive every deployment: the tables and the artifacts."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.retention import removal_policy
from infra.stage import Stage
from nyqst.storage import schema


class DataStack(Stack):
    """Three tables, split by who may touch them and how long they live, and one bucket."""

    def __init__(self, scope: Construct, id_: str, *, stage: Stage, **kwargs: Any) -> None:
        super().__init__(scope, id_, **kwargs)
        self._stage = stage
        self.app_table = self._table("App", schema.APP)
        self.events_table = self._table("Events", schema.EVENTS)
        self.usage_table = self._table("Usage", schema.USAGE)
        self.artifact_bucket = s3.Bucket(
            self,
            "Artifacts",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=stage.over_tls,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            removal_policy=removal_policy(stage),
            cors=[_browser_transfers(stage)] if stage.cors_origins else None,
        )

    def _table(self, name: str, shape: schema.TableShape) -> dynamodb.Table:
        table = dynamodb.Table(
            self,
            name,
            partition_key=_key("pk"),
            sort_key=_key("sk", shape.sort_key_type),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=self._stage.keeps_data,
            removal_policy=removal_policy(self._stage),
            stream=dynamodb.StreamViewType.KEYS_ONLY if shape.streamed else None,
            time_to_live_attribute=shape.time_to_live,
        )
        for index in shape.indexes:
            table.add_global_secondary_index(
                index_name=index,
                partition_key=_key(f"{index}_pk"),
                sort_key=_key(f"{index}_sk"),
                projection_type=_projection(shape),
            )
        return table


_TYPES = {"S": dynamodb.AttributeType.STRING, "N": dynamodb.AttributeType.NUMBER}


def _key(name: str, kind: str = "S") -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=_TYPES[kind])


def _projection(shape: schema.TableShape) -> dynamodb.ProjectionType:
    kinds = dynamodb.ProjectionType
    return kinds.KEYS_ONLY if shape.indexes_keys_only else kinds.ALL


def _browser_transfers(stage: Stage) -> s3.CorsRule:
    return s3.CorsRule(
        allowed_methods=[s3.HttpMethods.GET, s3.HttpMethods.PUT],
        allowed_origins=list(stage.cors_origins),
        allowed_headers=["*"],
    )
