"""Data outlives deployments and is nobody else's business."""

from tests.infra.conftest import Templates


def test_there_are_three_tables_and_one_bucket(templates: Templates) -> None:
    assert len(templates.of_type("AWS::DynamoDB::Table")) == 3
    assert len(templates.of_type("AWS::S3::Bucket")) == 1


def test_tables_are_protected_and_backed_up(templates: Templates) -> None:
    for table in templates.properties("AWS::DynamoDB::Table"):
        assert table["DeletionProtectionEnabled"] is True
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_tables_cost_nothing_when_nobody_asks(templates: Templates) -> None:
    for table in templates.properties("AWS::DynamoDB::Table"):
        assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_data_is_kept_when_the_stack_goes(templates: Templates) -> None:
    kept = [*templates.of_type("AWS::DynamoDB::Table"), *templates.of_type("AWS::S3::Bucket")]
    assert {resource["DeletionPolicy"] for resource in kept} == {"Retain"}


def test_the_bucket_is_private(templates: Templates) -> None:
    (bucket,) = templates.properties("AWS::S3::Bucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}


def test_the_bucket_answers_over_tls_only(templates: Templates) -> None:
    (policy,) = templates.properties("AWS::S3::BucketPolicy")
    denied = [s for s in policy["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
    assert denied[0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
