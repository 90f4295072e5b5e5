"""How the SDK calls AWS for us."""

from botocore.config import Config

_CONNECT_TIMEOUT_S = 2
_READ_TIMEOUT_S = 10
_ATTEMPTS = 4


def sdk_config(service: str) -> Config:
    """Lean: what the service checks itself is not checked here before, which is an eighth of the
    CPU that a small call takes, a name put together for every call included.
    """
    return Config(
        connect_timeout=_CONNECT_TIMEOUT_S,
        read_timeout=_READ_TIMEOUT_S,
        retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
        # Only this version signs the headers of an upload.
        signature_version="s3v4" if service == "s3" else None,
        parameter_validation=False,
        user_agent="nyqst",
    )
