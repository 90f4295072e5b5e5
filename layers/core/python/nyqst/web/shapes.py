"""How each provider is asked and how it answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from nyqst.outward.exchange import Request
from nyqst.web.model.found import Asked


@dataclass(frozen=True, slots=True)
class Shape:
    address: str
    micros: int
    """What a search costs by its list price."""
    request: Callable[[str, str, Asked, int], Request]
    """Of the address, the key, what is asked and how many are wanted."""
    results: Callable[[Any], Any]
    """The list of results within the answer."""


def _brave(address: str, key: str, asked: Asked, limit: int) -> Request:
    wanted = {"q": asked.text, "count": min(limit, 20), "result_filter": "web"}
    headers = {"accept": "application/json", "x-subscription-token": key}
    return Request(f"{address}/res/v1/web/search?{urlencode(wanted)}", "GET", headers)


def _firecrawl(address: str, key: str, asked: Asked, limit: int) -> Request:
    wanted = {"query": asked.text, "limit": limit, "sources": [{"type": "web"}]}
    return _post(f"{address}/v2/search", key, wanted)


def _tavily(address: str, key: str, asked: Asked, limit: int) -> Request:
    wanted = {"query": asked.text, "max_results": min(limit, 20), "search_depth": "basic"}
    return _post(f"{address}/search", key, wanted)


def _post(url: str, key: str, wanted: Mapping[str, Any]) -> Request:
    headers = {
        "accept": "application/json",
        "authorization": f"Bearer {key}",
        "content-type": "application/json",
    }
    return Request(url, "POST", headers, json.dumps(wanted).encode())


SHAPES: Mapping[str, Shape] = {
    "brave": Shape(
        "https://api.search.brave.com", 5_000, _brave, lambda answer: answer["web"]["results"]
    ),
    "firecrawl": Shape(
        "https://api.firecrawl.dev", 2_000, _firecrawl, lambda answer: answer["data"]["web"]
    ),
    "tavily": Shape("https://api.tavily.com", 8_000, _tavily, lambda answer: answer["results"]),
}
