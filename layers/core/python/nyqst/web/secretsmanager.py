"""The providers of search as one secret of Secrets Manager, in the order in which they are asked.

{"providers": [{"name": "brave", "key": "…"}, {"name": "tavily", "key": "…", "micros": 5000}]}

`micros` is what a search costs under one's own contract, `address` where something else answers
like the provider.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from nyqst.errors import Unavailable
from nyqst.outward.exchange import Exchange
from nyqst.storage.sdk_errors import sdk_errors
from nyqst.telemetry import logger
from nyqst.web.ports import WebSearch
from nyqst.web.search import HttpSearch
from nyqst.web.shapes import SHAPES

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


class SecretSearches:
    """`nyqst.web.ports.WebSearches`. Read for every run: a change counts at once."""

    def __init__(self, client: "SecretsManagerClient", secret_id: str, exchange: Exchange) -> None:
        self._client = client
        self._secret_id = secret_id
        self._exchange = exchange

    def __call__(self) -> tuple[WebSearch, ...]:
        with sdk_errors():
            value = self._client.get_secret_value(SecretId=self._secret_id)
        text: str = value["SecretString"]
        if not text.lstrip().startswith("{"):
            return ()  # the chance characters that a secret is made with
        try:
            return tuple(self._search(each) for each in json.loads(text)["providers"])
        except (ValueError, TypeError, LookupError) as error:
            message = "The providers of search are not written as they should be"
            logger().error(message)
            raise Unavailable(message, code="web_search_misconfigured") from error

    def _search(self, written: Mapping[str, Any]) -> WebSearch:
        name = written["name"]
        shape = SHAPES[name]
        micros = int(written.get("micros", shape.micros))
        address = str(written.get("address", shape.address))
        return HttpSearch(name, shape, str(written["key"]), micros, address, self._exchange)
