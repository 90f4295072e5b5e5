"""Every provider is asked as it wants to be, and whatever it answers is read or refused."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from nyqst.errors import NyqstError, Throttled, Unavailable
from nyqst.web.model.found import Asked
from nyqst.web.rules import web_exchange
from nyqst.web.search import HttpSearch
from nyqst.web.shapes import SHAPES
from tests.web_server import Asking, Served, Site, answer

PATHS = {"brave": "/res/v1/web/search", "firecrawl": "/v2/search", "tavily": "/search"}


def _brave(urls: Sequence[str]) -> Any:
    results = [{"title": "A", "url": url, "description": "B"} for url in urls]
    return {"type": "search", "query": {"original": "q"}, "web": {"results": results}}


def _firecrawl(urls: Sequence[str]) -> Any:
    results = [{"title": "A", "url": url, "description": "B", "position": 1} for url in urls]
    return {"success": True, "data": {"web": results}, "creditsUsed": 2}


def _tavily(urls: Sequence[str]) -> Any:
    results = [{"title": "A", "url": url, "content": "B", "score": 0.9} for url in urls]
    return {"query": "q", "results": results, "response_time": 1.1}


ANSWERS: dict[str, Callable[[Sequence[str]], Any]] = {
    "brave": _brave,
    "firecrawl": _firecrawl,
    "tavily": _tavily,
}


@pytest.fixture(params=sorted(SHAPES))
def search(request: pytest.FixtureRequest, site: Site) -> HttpSearch:
    exchange = replace(web_exchange(loopback=True), total_s=1)
    name = request.param
    return HttpSearch(name, SHAPES[name], "key-1", 5_000, site.address, exchange)


def serve(site: Site, search: HttpSearch, served: Served) -> None:
    site.pages[PATHS[search.name]] = served


def found(site: Site, search: HttpSearch, *urls: str, limit: int = 8) -> list[str]:
    serve(site, search, answer(ANSWERS[search.name](urls)))
    return [each.url for each in search(Asked.of("How many ferries?"), limit)]


def test_what_is_found_comes_in_order(site: Site, search: HttpSearch) -> None:
    urls = ("https://b.example.com/", "https://a.example.com/x?y=1")
    assert found(site, search, *urls) == list(urls)


def test_a_page_is_found_once_however_it_is_written(site: Site, search: HttpSearch) -> None:
    written = (
        "https://example.com/a?utm_source=x&b=1#part",
        "https://EXAMPLE.com:443/a?b=1",
        " https://example.com/a?b=1 ",
    )
    assert found(site, search, *written) == ["https://example.com/a?b=1"]


def test_no_more_is_found_than_was_wanted(site: Site, search: HttpSearch) -> None:
    urls = [f"https://example.com/{number}" for number in range(9)]
    assert found(site, search, *urls, limit=3) == urls[:3]


def test_finding_nothing_is_an_answer(site: Site, search: HttpSearch) -> None:
    assert found(site, search) == []


def test_an_address_that_is_none_is_left_out(site: Site, search: HttpSearch) -> None:
    assert found(site, search, "http://[x", "https://a.example.com/") == ["https://a.example.com/"]


def _query_of(asking: Asking) -> tuple[str, str]:
    if asking.method == "GET":
        query = parse_qs(urlsplit(asking.path).query)
        return query["q"][0], asking.headers["x-subscription-token"]
    return asking.json["query"], asking.headers["authorization"].removeprefix("Bearer ")


def test_it_is_asked_with_its_key(site: Site, search: HttpSearch) -> None:
    found(site, search)
    (asking,) = site.asked
    assert _query_of(asking) == ("How many ferries?", "key-1")


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "provider_failed"),
        (401, "key_refused"),
        (402, "credit_used_up"),
        (403, "key_refused"),
        (422, "provider_failed"),
        (432, "credit_used_up"),
        (433, "credit_used_up"),
        (302, "provider_failed"),
        (500, "provider_failed"),
        (503, "provider_failed"),
    ],
)
def test_a_refusal_says_why(site: Site, search: HttpSearch, status: int, code: str) -> None:
    serve(site, search, answer({"error": "no"}, status))
    with pytest.raises(Unavailable) as refused:
        search(Asked("q"), 8)
    assert refused.value.code == code
    assert "key-1" not in refused.value.message


def test_a_provider_that_asks_to_wait_throttles(site: Site, search: HttpSearch) -> None:
    serve(site, search, answer({}, 429))
    with pytest.raises(Throttled):
        search(Asked("q"), 8)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"null",
        b"[]",
        b"{}",
        b'{"web": null, "data": null, "results": null}',
        b'{"web": {"results": [1]}, "data": {"web": [1]}, "results": [1]}',
        b'{"web": {"results": [{}]}, "data": {"web": [{}]}, "results": [{}]}',
        json.dumps({"results": [{"url": 5}], "web": {"results": [{"url": 5}]}}).encode(),
        b"[" * 100_000,
        b"\xff\xfe\xff",
        b"x" * 1_100_000,
    ],
)
def test_an_answer_that_is_none_is_refused(site: Site, search: HttpSearch, body: bytes) -> None:
    serve(site, search, Served(body))
    with pytest.raises(Unavailable) as refused:
        search(Asked("q"), 8)
    assert refused.value.code == "answer_unreadable"


@pytest.mark.parametrize(
    "served", [Served(b"{}", after_s=1.5), Served(b'{"results": [', length=5_000)]
)
def test_a_provider_that_does_not_finish_is_given_up(
    site: Site, search: HttpSearch, served: Served
) -> None:
    serve(site, search, served)
    with pytest.raises(NyqstError):
        search(Asked("q"), 8)


def test_a_question_goes_out_as_long_as_every_provider_takes_it() -> None:
    assert len(Asked.of("word " * 200).text.split()) == 50
    assert len(Asked.of("x" * 900).text) == 400
    assert Asked.of(" a\n b ") == Asked("a b")
