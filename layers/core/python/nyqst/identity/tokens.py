"""Access tokens as signed JWTs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.errors import Unauthenticated
from nyqst.identity.model.signing import SigningKey

_ALGORITHMS = frozenset({"EdDSA", "ES256", "ES384", "RS256", "RS384", "RS512", "PS256"})
"""Ours are EdDSA. None of them is verified with a secret, which a public key could pass for."""

_CODES: Mapping[str, str] = {
    "InvalidSignatureError": "token_forged",
    "InvalidAlgorithmError": "token_wrong_algorithm",
    "InvalidAudienceError": "token_wrong_audience",
}
"""By the name of the library's error; every other one says that the token is malformed."""

Jwk = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unverified:
    """What a token says of itself."""

    kid: str
    algorithm: str
    issuer: str


def new_signing_key() -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )
    from jwt.algorithms import OKPAlgorithm

    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    kid = str(public["x"])[:16]
    jwk = {**public, "kid": kid, "alg": "EdDSA", "use": "sig"}
    return SigningKey(kid, jwk, pem.decode())


def sign(claims: Mapping[str, Any], key: SigningKey) -> str:
    import jwt

    return jwt.encode(dict(claims), key.private_pem, algorithm="EdDSA", headers={"kid": key.kid})


def look_at(token: str) -> Unverified:
    """Before anything of it is believed."""
    import jwt

    try:
        header = jwt.get_unverified_header(token)
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError as error:
        raise Unauthenticated("This is not an access token", code="token_malformed") from error
    algorithm = str(header.get("alg"))
    if algorithm.lower() == "none":
        raise Unauthenticated("This token is not signed", code="token_unsigned")
    if algorithm not in _ALGORITHMS:
        raise Unauthenticated(f"{algorithm} is not taken here", code="token_wrong_algorithm")
    return Unverified(str(header.get("kid", "")), algorithm, str(claims.get("iss", "")))


def verify(token: str, jwk: Jwk, audience: str) -> Mapping[str, Any]:
    """The claims, whose times are still to be checked: that needs our clock, not the library's."""
    import jwt

    names = ("exp", "iat", "nbf")
    options: Any = {f"verify_{name}": False for name in names} | {"require": ["exp", "aud", "iss"]}
    try:
        key = jwt.PyJWK(dict(jwk))
        if key.algorithm_name not in _ALGORITHMS:
            raise Unauthenticated("Its key is not a public one", code="token_wrong_algorithm")
        claims: Mapping[str, Any] = jwt.decode(
            token, key, algorithms=[key.algorithm_name], audience=audience, options=options
        )
    except jwt.InvalidTokenError as error:
        code = _CODES.get(type(error).__name__, "token_malformed")
        raise Unauthenticated(str(error), code=code) from error
    return claims
