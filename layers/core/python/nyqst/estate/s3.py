"""A tenant's content in S3: whatever begins with the tenant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_AT_ONCE = 1_000


class S3Files:
    """`nyqst.estate.ports.Files`."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def names(self, tenant_id: str, after: str) -> tuple[str, ...]:
        with sdk_errors():
            answer = self._client.list_objects_v2(
                Bucket=self._bucket, Prefix=f"{tenant_id}/", StartAfter=after, MaxKeys=_AT_ONCE
            )
        return tuple(found["Key"] for found in answer.get("Contents", ()))

    def read(self, name: str) -> bytes:
        with sdk_errors():
            return self._client.get_object(Bucket=self._bucket, Key=name)["Body"].read()

    def write(self, name: str, content: bytes) -> None:
        with sdk_errors():
            self._client.put_object(
                Bucket=self._bucket, Key=name, Body=content, ContentType="application/zip"
            )

    def delete(self, names: Sequence[str]) -> None:
        if names:
            with sdk_errors():
                self._client.delete_objects(
                    Bucket=self._bucket,
                    Delete={"Objects": [{"Key": name} for name in names], "Quiet": True},
                )
