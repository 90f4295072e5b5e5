"""`python -m infra.local.stripe_twin --port 8490 --webhook http://127.0.0.1:9000/`"""

import argparse
import sys
import time
from pathlib import Path

from infra.local.stripe_twin.catalog import stock
from infra.local.stripe_twin.courier import Endpoint
from infra.local.stripe_twin.keep import restore, written
from infra.local.stripe_twin.server import Serving, serving
from infra.local.stripe_twin.twin import Twin
from infra.local.stripe_twin.versions import CURRENT
from nyqst.clock import SystemClock

_BETWEEN_DELIVERIES_S = 0.2


def main() -> None:
    given = _arguments()
    twin = Twin(SystemClock())
    if given.state and given.state.exists():
        restore(twin, given.state.read_text())
    if given.catalog:
        stock(twin.account, given.catalog.read_text())
    for url in given.webhook:
        endpoint = Endpoint(url, tuple(given.secret), version=given.version, kind=given.kind)
        twin.courier.endpoints.append(endpoint)
    with serving(twin, given.port) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        _run(server, given.state)


def _run(server: Serving, state: Path | None) -> None:
    known = ""
    while True:
        server.deliver()
        with server.lock:
            text = written(server.twin) if state else ""
        if state and text != known:
            unfinished = state.with_suffix(".unfinished")
            unfinished.write_text(text)
            unfinished.rename(state)
            known = text
        time.sleep(_BETWEEN_DELIVERIES_S)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local.stripe_twin", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--webhook", action="append", default=[], help="URL; may be repeated")
    parser.add_argument("--secret", action="append", help="what webhooks are signed with")
    parser.add_argument("--kind", choices=("snapshot", "thin", "eventbridge"), default="snapshot")
    parser.add_argument("--version", default=CURRENT, help="API version of the webhooks")
    parser.add_argument("--catalog", type=Path, help="JSON: products, meters and prices")
    parser.add_argument("--state", type=Path, help="file in which it is kept between runs")
    given = parser.parse_args()
    given.secret = given.secret or ["whsec_twin"]
    return given


if __name__ == "__main__":
    main()
