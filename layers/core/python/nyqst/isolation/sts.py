"""Sessions of STS, and SDK clients whose calls are signed with them."""

import json
from typing import Any

import boto3
from botocore.credentials import Credentials, ReadOnlyCredentials
from botocore.exceptions import NoCredentialsError
from botocore.session import get_session

from nyqst.clock import Clock
from nyqst.errors import NyqstError, Unavailable
from nyqst.isolation.acting import acting
from nyqst.isolation.policy import Bounds
from nyqst.isolation.ports import Session
from nyqst.isolation.sessions import TenantSessions
from nyqst.storage.sdk_config import sdk_config
from nyqst.storage.sdk_errors import sdk_errors

LASTS_S = 3600
"""The most that STS gives to who is in a role already, as every function is."""


class StsSessions:
    def __init__(self, client: Any, role_arn: str) -> None:
        self._client = client
        self._role_arn = role_arn

    def begin(self, name: str, policy: dict[str, Any]) -> Session:
        try:
            with sdk_errors():
                answer = self._client.assume_role(
                    RoleArn=self._role_arn,
                    RoleSessionName=name,
                    Policy=json.dumps(policy, separators=(",", ":")),
                    DurationSeconds=LASTS_S,
                )
        except NyqstError as error:
            raise Unavailable(f"No session for {name}: {error}") from error
        given = answer["Credentials"]
        return Session(
            given["AccessKeyId"],
            given["SecretAccessKey"],
            given["SessionToken"],
            given["Expiration"],
        )


class ActingCredentials(Credentials):
    """The function's own while it acts for nobody, else those of its session for the tenant."""

    account_id = None

    def __init__(self, own: Credentials | None, sessions: TenantSessions) -> None:
        self._own = own
        self._sessions = sessions

    def get_frozen_credentials(self) -> ReadOnlyCredentials:
        tenants = acting()
        if not tenants:
            if self._own is None:
                raise NoCredentialsError
            return self._own.get_frozen_credentials()
        session = self._sessions.of(tenants)
        return ReadOnlyCredentials(session.access_key, session.secret_key, session.token)

    def load_credentials(self) -> "ActingCredentials":
        """As a session of the SDK asks for its credentials."""
        return self


class TenantClients:
    """Clients of the services that hold tenants' data."""

    def __init__(self, bounds: Bounds, clock: Clock) -> None:
        own, theirs = get_session(), get_session()
        sts = boto3.Session(botocore_session=own).client("sts", config=sdk_config("sts"))
        self.sessions = TenantSessions(StsSessions(sts, bounds.role_arn), bounds, clock)
        credentials = ActingCredentials(own.get_credentials(), self.sessions)
        theirs.register_component("credential_provider", credentials)
        # What the SDK has read of the services once need not be read again.
        theirs.register_component("data_loader", own.get_component("data_loader"))
        self.sdk = boto3.Session(botocore_session=theirs)

    def client(self, service: str) -> Any:
        return self.sdk.client(service, config=sdk_config(service))  # type: ignore[call-overload]
