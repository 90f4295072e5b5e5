"""Pages are read from where everybody can read them, within stated limits, if their site allows."""

import random
from dataclasses import replace

import pytest

from nyqst.errors import InvalidInput, TooLarge, Unavailable, Unreadable
from nyqst.outward.exchange import Request
from nyqst.web.fetch import MAX_PAGE, MAX_UNPACKED, Fetcher
from nyqst.web.rules import web_exchange
from tests.web_server import Served, Site, packed, page, redirect

HERE = web_exchange(loopback=True)


def _get(url: str) -> Request:
    return Request(url, "GET", {})


def test_a_page_is_read_as_it_is(site: Site) -> None:
    site.pages["/a"] = page("Seven ferries.")
    read = Fetcher(HERE)(f"{site.address}/a")
    assert (read.url, read.media_type) == (f"{site.address}/a", "text/html")
    assert read.content == site.pages["/a"].body


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.pages["/a"] = packed(b"Seven ferries.")
    assert Fetcher(HERE)(f"{site.address}/a").content == b"Seven ferries."


def test_a_redirect_is_followed_to_where_it_ends(site: Site) -> None:
    site.pages["/old"], site.pages["/new"] = redirect("/new"), page("Here.")
    assert Fetcher(HERE)(f"{site.address}/old").url == f"{site.address}/new"


INWARD = (
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://255.255.255.255/",
    "http://224.0.0.1/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://[::]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[2002:a9fe:a9fe::]/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://169.254.43518/",
    "http://metadata.google.internal/",
    "http://instance-data/",
    "http://printer.local/",
    "http://example.com@169.254.169.254/",
    "http://example.com:22/",
    "http://example.com:8080/",
    "https://example.com:80/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "javascript:alert(1)",
    "data:text/html,x",
)


@pytest.mark.parametrize("url", INWARD)
def test_an_address_that_leads_inward_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput):
        Fetcher(HERE)(url)


@pytest.mark.parametrize("url", INWARD)
def test_a_redirect_that_leads_inward_is_refused(site: Site, url: str) -> None:
    site.pages["/a"] = redirect(url)
    with pytest.raises(InvalidInput):
        Fetcher(HERE)(f"{site.address}/a")
    assert set(site.paths) == {"/robots.txt", "/a"}


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/"])
def test_this_machine_is_refused_where_people_are_served(url: str) -> None:
    with pytest.raises(InvalidInput):
        web_exchange()(_get(url))


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["10.1.2.3"],
        ["100.64.1.1"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        ["fd00::1"],
        ["93.184.215.14", "10.0.0.1"],
        [],
    ],
)
def test_a_name_that_resolves_inward_is_refused(addresses: list[str]) -> None:
    exchange = replace(HERE, resolve=lambda _host, _port: addresses)
    with pytest.raises(InvalidInput) as refused:
        exchange(_get("http://rebind.example.com/"))
    assert refused.value.code == "address_not_public"


def test_a_name_is_resolved_once_for_the_address_that_is_connected_to(site: Site) -> None:
    asked = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1" if len(asked) == 1 else "169.254.169.254"]

    site.pages["/a"] = page("Here.")
    response = replace(HERE, resolve=resolve)(_get(f"http://localhost:{site.port}/a"))
    assert (response.status, asked) == (200, ["localhost"])


def test_a_page_that_leads_on_and_on_is_given_up(site: Site) -> None:
    site.pages["/a"] = redirect("/a")
    with pytest.raises(Unreadable, match="on and on"):
        Fetcher(HERE)(f"{site.address}/a")
    assert site.paths.count("/a") == 4


def test_what_the_site_forbids_is_not_read(site: Site) -> None:
    site.pages["/robots.txt"] = Served(b"User-agent: *\nDisallow: /private")
    site.pages["/private/a"] = page("Secret.")
    with pytest.raises(Unreadable) as refused:
        Fetcher(HERE)(f"{site.address}/private/a")
    assert refused.value.code == "robots_forbid"
    assert site.paths == ["/robots.txt"]


def test_a_redirect_to_what_the_site_forbids_is_not_followed(site: Site) -> None:
    site.pages["/robots.txt"] = Served(b"User-agent: *\nDisallow: /private")
    site.pages["/a"] = redirect("/private/a")
    with pytest.raises(Unreadable):
        Fetcher(HERE)(f"{site.address}/a")
    assert "/private/a" not in site.paths


def test_a_site_that_cannot_tell_what_it_allows_is_not_read(site: Site) -> None:
    site.pages["/robots.txt"] = Served(status=503)
    site.pages["/a"] = page("Here.")
    with pytest.raises(Unreadable):
        Fetcher(HERE)(f"{site.address}/a")


def test_a_site_is_asked_once_what_it_allows(site: Site) -> None:
    site.pages["/a"] = site.pages["/b"] = page("Here.")
    fetch = Fetcher(HERE)
    fetch(f"{site.address}/a"), fetch(f"{site.address}/b")
    assert site.paths.count("/robots.txt") == 1


def test_a_page_that_is_too_long_is_given_up(site: Site) -> None:
    site.pages["/a"] = Served(b"x" * (MAX_PAGE + 1))
    with pytest.raises(TooLarge):
        Fetcher(HERE)(f"{site.address}/a")


def test_a_page_that_unpacks_without_end_is_given_up(site: Site) -> None:
    site.pages["/a"] = packed(b"\0" * (MAX_UNPACKED * 10))
    with pytest.raises(TooLarge):
        Fetcher(HERE)(f"{site.address}/a")


def test_a_page_that_is_packed_in_another_way_is_not_read(site: Site) -> None:
    site.pages["/a"] = Served(b"x", headers={"content-encoding": "br"})
    with pytest.raises(Unreadable):
        Fetcher(HERE)(f"{site.address}/a")


def test_a_page_that_is_packed_badly_is_not_read(site: Site) -> None:
    site.pages["/a"] = Served(b"x" * 99, headers={"content-encoding": "gzip"})
    with pytest.raises(Unreadable):
        Fetcher(HERE)(f"{site.address}/a")


def test_a_packed_page_that_breaks_off_is_not_read(site: Site) -> None:
    whole = packed(random.Random(1).randbytes(9_000))
    site.pages["/a"] = replace(whole, body=whole.body[:5_000])
    with pytest.raises(Unreadable):
        Fetcher(HERE)(f"{site.address}/a")


def test_a_page_that_breaks_off_is_not_read(site: Site) -> None:
    site.pages["/a"] = replace(page("Here."), length=9_000)
    with pytest.raises((TooLarge, Unavailable)):
        Fetcher(replace(HERE, total_s=1))(f"{site.address}/a")


def test_a_page_that_takes_too_long_is_given_up(site: Site) -> None:
    site.pages["/a"] = replace(page("Here."), after_s=1)
    with pytest.raises(Unavailable) as late:
        Fetcher(replace(HERE, total_s=0.3))(f"{site.address}/a")
    assert late.value.code == "timeout"


def test_no_page_is_asked_for_when_the_time_for_all_is_over(site: Site) -> None:
    site.pages["/a"] = page("Here.")
    with pytest.raises(Unavailable) as late:
        Fetcher(HERE, total_s=0)(f"{site.address}/a")
    assert (late.value.code, site.asked) == ("timeout", [])


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", "text/javascript", ""])
def test_a_kind_that_is_no_text_is_not_read(site: Site, media_type: str) -> None:
    site.pages["/a"] = Served(b"x", media_type=media_type)
    with pytest.raises(Unreadable):
        Fetcher(HERE)(f"{site.address}/a")


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 429, 500, 503])
def test_a_page_that_is_not_there_is_not_read(site: Site, status: int) -> None:
    site.pages["/a"] = replace(page("Sorry."), status=status)
    with pytest.raises((Unreadable, Unavailable)):
        Fetcher(HERE)(f"{site.address}/a")
