"""Content in S3, under `<tenant>/<first two digits>/<sha256>`."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from nyqst.artifacts.ports import SignedRequest
from nyqst.errors import NotFound, OutOfBounds
from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SIGNED_FOR_S = 900


class S3ContentStore:
    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, tenant_id: str, sha256: str, content: bytes, media_type: str) -> None:
        with sdk_errors():
            self._client.put_object(
                Bucket=self._bucket,
                Key=self.name(tenant_id, sha256),
                Body=content,
                ContentType=media_type,
                ChecksumSHA256=_checksum(sha256),
            )

    def name(self, tenant_id: str, sha256: str) -> str:
        return f"{tenant_id}/{sha256[:2]}/{sha256}"

    def get(self, tenant_id: str, sha256: str) -> bytes:
        with _found(sha256):
            answer = self._client.get_object(Bucket=self._bucket, Key=self.name(tenant_id, sha256))
            return answer["Body"].read()

    def size(self, tenant_id: str, sha256: str) -> int:
        with _found(sha256):
            answer = self._client.head_object(Bucket=self._bucket, Key=self.name(tenant_id, sha256))
        return answer["ContentLength"]

    def sign_upload(
        self, tenant_id: str, sha256: str, size_bytes: int, media_type: str
    ) -> SignedRequest:
        url = self._client.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self._bucket,
                "Key": self.name(tenant_id, sha256),
                "ContentType": media_type,
                "ContentLength": size_bytes,
                "ChecksumSHA256": _checksum(sha256),
            },
            ExpiresIn=SIGNED_FOR_S,
        )
        headers = {
            "Content-Type": media_type,
            "Content-Length": str(size_bytes),
            "x-amz-checksum-sha256": _checksum(sha256),
        }
        return SignedRequest("PUT", url, headers, SIGNED_FOR_S)

    def sign_download(self, tenant_id: str, sha256: str, filename: str) -> SignedRequest:
        return self.sign_named_download(self.name(tenant_id, sha256), filename)

    def sign_named_download(self, name: str, filename: str) -> SignedRequest:
        url = self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": name,
                # An attachment: whatever it holds, no browser runs it under the bucket's name.
                "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(filename)}",
            },
            ExpiresIn=SIGNED_FOR_S,
        )
        return SignedRequest("GET", url, {}, SIGNED_FOR_S)


@contextmanager
def _found(sha256: str) -> Iterator[None]:
    """To who may not list a bucket S3 says of what is missing that it is forbidden."""
    try:
        with sdk_errors():
            yield
    except (NotFound, OutOfBounds) as error:
        raise NotFound(f"No content {sha256}", code="content_not_found") from error


def _checksum(sha256: str) -> str:
    return base64.b64encode(bytes.fromhex(sha256)).decode()
