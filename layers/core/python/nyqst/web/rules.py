"""Where pages and providers may be reached: on the web's own ports, at public addresses."""

from nyqst.outward.exchange import Exchange
from nyqst.outward.target import Rules

_TOTAL_S = 6
"""Of one request: a run waits for a few of them, one after the other."""


def web_exchange(*, loopback: bool = False) -> Exchange:
    ports = {"http": lambda port: port == 80, "https": lambda port: port == 443}
    return Exchange(Rules(ports, "Over http to port 80, or https to port 443", loopback), _TOTAL_S)
