"""Registering and signing in, over records in memory."""

import itertools
from dataclasses import dataclass, field

from nyqst.identity.access_tokens import IssueToken, ReadToken
from nyqst.identity.authenticate_token import AuthenticateToken
from nyqst.identity.change_password import ChangePassword
from nyqst.identity.issuer_keys import KeptIssuerKeys
from nyqst.identity.keys import RotateKeys, Signer, Verifier
from nyqst.identity.model import Caller
from nyqst.identity.model.token import Issuer
from nyqst.identity.register import Register, Registration
from nyqst.identity.sessions import Sessions, SignedIn
from nyqst.identity.sign_in import SignIn
from nyqst.identity.tokens import new_signing_key
from tests.fakes.clock import FixedClock
from tests.fakes.passwords import QuickPasswords
from tests.fakes.records import MemoryRecords
from tests.fakes.signing_keys import MemoryPublicKeys, MemorySigningKeys

EMAIL, PASSWORD = "ada@ferries.example", "correct horse battery"


@dataclass
class Accounts:
    records: MemoryRecords = field(default_factory=MemoryRecords)
    clock: FixedClock = field(default_factory=FixedClock)
    passwords: QuickPasswords = field(default_factory=QuickPasswords)
    signing_keys: MemorySigningKeys = field(default_factory=MemorySigningKeys)
    public_keys: MemoryPublicKeys = field(default_factory=MemoryPublicKeys)
    issuers: dict[str, Issuer] = field(default_factory=dict)
    published: dict[str, bytes] = field(default_factory=dict)
    """What other issuers publish, by address."""
    is_open: bool = True
    rotated: bool = True
    """Whether it begins with keys of its own."""

    def __post_init__(self) -> None:
        self._versions = itertools.count(1)
        if self.rotated:
            self.rotate()
        self.verifier = Verifier(self.public_keys, self.clock)
        self.signer = Signer(self.signing_keys, self.clock)
        issue_token = IssueToken(self.signer, self.clock, "test")
        self.sessions = Sessions(self.records, self.clock, issue_token)
        self.sign_in = SignIn(self.records, self.clock, self.passwords, self.sessions)
        self.change_password = ChangePassword(self.sign_in)
        issuer_keys = KeptIssuerKeys(self.published.__getitem__, self.clock)
        self._authenticate = AuthenticateToken(
            self.records,
            self.clock,
            ReadToken(self.verifier, self.clock, "test"),
            self.issuers,
            issuer_keys,
        )

    def rotate(self) -> None:
        version = f"v{next(self._versions)}"
        rotate = RotateKeys(self.signing_keys, self.public_keys, self.clock, new_signing_key)
        rotate.propose(version)
        rotate.accept(version)

    def register(
        self,
        email: str = EMAIL,
        password: str = PASSWORD,
        *,
        tenant_name: str | None = "Ferries Ltd",
        invitation: str | None = None,
    ) -> SignedIn:
        register = Register(
            self.records, self.clock, self.passwords, self.sessions, is_open=self.is_open
        )
        return register(Registration(email, password, "Ada", tenant_name, invitation), "")

    def caller_by(self, access_token: str) -> Caller:
        return self._authenticate(access_token, "")
