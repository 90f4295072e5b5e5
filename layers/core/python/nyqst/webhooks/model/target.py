"""Where a webhook may be sent: over https, to port 443 or a free one."""

from nyqst.outward.target import Rules

_FIRST_FREE_PORT = 1024


def webhook_rules(*, loopback: bool = False) -> Rules:
    return Rules(
        {"https": lambda port: port == 443 or port >= _FIRST_FREE_PORT},
        f"Over https, to port 443 or one from {_FIRST_FREE_PORT} on",
        loopback,
    )
