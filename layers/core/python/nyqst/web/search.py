"""A provider's search over HTTP. Implements `nyqst.web.ports.WebSearch`."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from nyqst.errors import Throttled, Unavailable
from nyqst.outward.exchange import Exchange, Response
from nyqst.web.model.found import Asked, Found, canonical
from nyqst.web.shapes import Shape

_CODES: Mapping[int, str] = {
    401: "key_refused",
    403: "key_refused",
    402: "credit_used_up",
    432: "credit_used_up",
    433: "credit_used_up",
}


@dataclass(frozen=True, slots=True)
class HttpSearch:
    name: str
    shape: Shape
    key: str
    micros: int
    address: str
    exchange: Exchange

    def __call__(self, asked: Asked, limit: int) -> tuple[Found, ...]:
        response = self.exchange(self.shape.request(self.address, self.key, asked, limit))
        self._check(response)
        try:
            results = self.shape.results(json.loads(response.body))
            return tuple(dict.fromkeys(_pages(results)))[:limit]
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise self._failed("answer_unreadable") from error

    def _check(self, response: Response) -> None:
        if response.status == 429:
            raise Throttled(f"{self.name} asks to wait")
        if response.status != 200:
            raise self._failed(_CODES.get(response.status, "provider_failed"))
        if response.cut:
            raise self._failed("answer_unreadable")

    def _failed(self, code: str) -> Unavailable:
        return Unavailable(f"{self.name} did not search: {code}", code=code)


def _pages(results: Iterable[Mapping[str, Any]]) -> Iterable[Found]:
    for result in results:
        with suppress(ValueError):
            yield Found(canonical(result["url"]))
