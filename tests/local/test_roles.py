"""IAM is enforced: a function that is given another's task is refused.

That every function can do its own, all other tests here show.
"""

import uuid
from collections.abc import Callable, Iterator

import pytest
from botocore.exceptions import ClientError

from infra.local import deployment, stack
from nyqst.isolation.policy import Bounds, session_policy
from tests.local.place import Finished, Place
from tests.local.roles import Role, twin_of

pytestmark = pytest.mark.local


@pytest.fixture(scope="module")
def closing(local: stack.LocalStack) -> Iterator[Role]:
    with twin_of(local.emulator_port, "CloseRun") as role:
        yield role


@pytest.fixture(scope="module")
def researching(local: stack.LocalStack) -> Iterator[Role]:
    """For tenants."""
    with twin_of(local.emulator_port, "ResearchTaskSession") as role:
        yield role


def refused(call: Callable[[], object]) -> bool:
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"] in ("AccessDenied", "AccessDeniedException")
    return False


def output(name: str) -> str:
    return deployment.outputs()[name]


def policy_for(tenant_id: str, role: Role) -> dict[str, object]:
    tables = (output("AppTable"), output("EventsTable"), output("UsageTable"))
    return session_policy(Bounds(role.arn, *tables, output("ArtifactBucket")), [tenant_id])


def test_who_ends_runs_starts_none(closing: Role) -> None:
    machine, name = output("StateMachineArn"), uuid.uuid4().hex
    client = closing.client("stepfunctions")
    assert refused(lambda: client.start_execution(stateMachineArn=machine, name=name, input="{}"))


def test_who_ends_runs_reads_no_secret(closing: Role) -> None:
    secret = output("SigningKeysSecret")
    client = closing.client("secretsmanager")
    assert refused(lambda: client.get_secret_value(SecretId=secret))


def test_who_ends_runs_reads_no_document(closing: Role) -> None:
    bucket = output("ArtifactBucket")
    assert refused(lambda: closing.client("s3").get_object(Bucket=bucket, Key="ten_local/00/00"))


def test_a_function_itself_reads_no_table(closing: Role) -> None:
    key = {"pk": {"S": "ten_local#RUN"}, "sk": {"S": "run"}}
    client = closing.client("dynamodb")
    assert refused(lambda: client.get_item(TableName=output("AppTable"), Key=key))


def test_who_researches_reads_no_other_bucket(researching: Role, local: stack.LocalStack) -> None:
    other = f"other-{uuid.uuid4().hex}"
    deployment.client(local.emulator_port, "s3").create_bucket(Bucket=other)
    assert refused(lambda: researching.client("s3").get_object(Bucket=other, Key="a"))


def test_who_researches_reads_no_other_table(researching: Role) -> None:
    key = {"pk": {"S": "ten_local#RUN"}, "sk": {"S": "run"}}
    client = researching.client("dynamodb")
    assert refused(lambda: client.get_item(TableName="another", Key=key))


def test_a_session_reads_its_tenants_objects_alone(
    researching: Role, place: Place, answered: Finished
) -> None:
    delivery = answered.run.delivery
    assert delivery is not None
    bucket, sha256 = output("ArtifactBucket"), delivery.files["md"]
    theirs = f"{place.tenant_id}/{sha256[:2]}/{sha256}"
    own = researching.client("s3", policy_for(place.tenant_id, researching))
    assert own.get_object(Bucket=bucket, Key=theirs)["Body"].read()
    for stranger in ("ten_stranger", place.tenant_id[:-1]):
        client = researching.client("s3", policy_for(stranger, researching))
        assert refused(lambda client=client: client.get_object(Bucket=bucket, Key=theirs))  # type: ignore[misc]


def test_a_session_takes_nothing_from_the_role_that_its_function_lacks(
    researching: Role, place: Place
) -> None:
    client = researching.client("sqs", policy_for(place.tenant_id, researching))
    queue = output("IngestQueueUrl")
    assert refused(lambda: client.send_message(QueueUrl=queue, MessageBody="{}"))
