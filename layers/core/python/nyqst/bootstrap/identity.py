"""The part of the composition that signs people in. A request with an API key makes none of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nyqst.clock import Clock
from nyqst.identity.ports import Records
from nyqst.settings import Settings

if TYPE_CHECKING:
    from nyqst.identity.authenticate_token import AuthenticateToken
    from nyqst.identity.keys import RotateKeys, Verifier
    from nyqst.identity.ports import PublicKeys, SigningKeys
    from nyqst.identity.register import Register
    from nyqst.identity.sign_in import SignIn
    from nyqst.storage.table import Table


@dataclass
class IdentityServices:
    settings: Settings
    clock: Clock
    app_table: "Table"
    records: Records
    client: Callable[[str], Any]
    """A client of the AWS service of that name."""

    @cached_property
    def signing_keys(self) -> "SigningKeys":
        from nyqst.identity.secretsmanager import SecretSigningKeys

        return SecretSigningKeys(self.client("secretsmanager"), self.settings.signing_keys_secret)

    @cached_property
    def public_keys(self) -> "PublicKeys":
        from nyqst.identity.dynamodb import DynamoPublicKeys

        return DynamoPublicKeys(self.app_table)

    @cached_property
    def verifier(self) -> "Verifier":
        from nyqst.identity.keys import Verifier

        return Verifier(self.public_keys, self.clock)

    @cached_property
    def authenticate_token(self) -> "AuthenticateToken":
        from nyqst.identity.access_tokens import ReadToken
        from nyqst.identity.authenticate_token import AuthenticateToken
        from nyqst.identity.issuer_keys import KeptIssuerKeys
        from nyqst.identity.issuers import read_issuers
        from nyqst.identity.jwks_http import fetch_jwks

        return AuthenticateToken(
            self.records,
            self.clock,
            ReadToken(self.verifier, self.clock, self.settings.stage),
            read_issuers(self.settings.external_issuers),
            KeptIssuerKeys(fetch_jwks, self.clock),
        )

    @cached_property
    def sign_in(self) -> "SignIn":
        from nyqst.identity.access_tokens import IssueToken
        from nyqst.identity.keys import Signer
        from nyqst.identity.passwords import Argon2Passwords
        from nyqst.identity.sessions import Sessions
        from nyqst.identity.sign_in import SignIn

        signer = Signer(self.signing_keys, self.clock)
        issue_token = IssueToken(signer, self.clock, self.settings.stage)
        sessions = Sessions(self.records, self.clock, issue_token)
        return SignIn(self.records, self.clock, Argon2Passwords(), sessions)

    @cached_property
    def register(self) -> "Register":
        from nyqst.identity.register import Register

        return Register(
            self.records,
            self.clock,
            self.sign_in.passwords,
            self.sign_in.sessions,
            is_open=self.settings.registration == "open",
        )

    @cached_property
    def rotate_keys(self) -> "RotateKeys":
        from nyqst.identity.keys import RotateKeys
        from nyqst.identity.tokens import new_signing_key

        return RotateKeys(self.signing_keys, self.public_keys, self.clock, new_signing_key)
