"""Signing keys as one secret of Secrets Manager, in JSON."""

from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from nyqst.errors import NyqstError
from nyqst.identity.model.signing import KeySet
from nyqst.storage.sdk_errors import sdk_errors

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_CURRENT, _PENDING = "AWSCURRENT", "AWSPENDING"
_KEY_SET: TypeAdapter[KeySet] = TypeAdapter(KeySet)


class SecretSigningKeys:
    def __init__(self, client: "SecretsManagerClient", secret_id: str) -> None:
        self._client = client
        self._secret_id = secret_id

    def current(self) -> KeySet | None:
        """None for the chance characters that a secret is made with."""
        with sdk_errors():
            value = self._client.get_secret_value(SecretId=self._secret_id, VersionStage=_CURRENT)
        try:
            return _KEY_SET.validate_json(value["SecretString"])
        except ValidationError:
            return None

    def propose(self, version: str, keys: KeySet) -> None:
        if self._has(version):
            # An earlier try of the same rotation wrote it.
            return
        with sdk_errors():
            self._client.put_secret_value(
                SecretId=self._secret_id,
                ClientRequestToken=version,
                SecretString=_KEY_SET.dump_json(keys).decode(),
                VersionStages=[_PENDING],
            )

    def proposed(self, version: str) -> KeySet:
        with sdk_errors():
            value = self._client.get_secret_value(SecretId=self._secret_id, VersionId=version)
        return _KEY_SET.validate_json(value["SecretString"])

    def accept(self, version: str) -> None:
        with sdk_errors():
            held = self._client.describe_secret(SecretId=self._secret_id)["VersionIdsToStages"]
        before = next(id_ for id_, stages in held.items() if _CURRENT in stages)
        if before == version:
            return
        with sdk_errors():
            self._client.update_secret_version_stage(
                SecretId=self._secret_id,
                VersionStage=_CURRENT,
                MoveToVersionId=version,
                RemoveFromVersionId=before,
            )

    def _has(self, version: str) -> bool:
        """A version that a rotation has only announced has no value yet."""
        try:
            with sdk_errors():
                self._client.get_secret_value(SecretId=self._secret_id, VersionId=version)
        except NyqstError as error:
            if isinstance(error.__cause__, self._client.exceptions.ResourceNotFoundException):
                return False
            raise
        return True
