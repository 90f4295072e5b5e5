"""Webhooks are never turned inward, however the address is written."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.errors import InvalidInput
from nyqst.outward.target import Target, is_public, read_target
from nyqst.webhooks.model.target import webhook_rules

REFUSED = (
    "",
    "example.com/hook",
    "http://example.com/hook",
    "ftp://example.com/hook",
    "file:///etc/passwd",
    "gopher://example.com/",
    "https://",
    "https:///hook",
    "https://localhost/hook",
    "https://localhost./hook",
    "https://api.localhost/hook",
    "https://metadata/hook",
    "https://metadata.google.internal/computeMetadata/v1/",
    "https://printer.local/hook",
    "https://db.corp/hook",
    "https://router.lan/hook",
    "https://127.0.0.1/hook",
    "https://127.1/hook",
    "https://127.0.0.1./hook",
    "https://2130706433/hook",
    "https://017700000001/hook",
    "https://0177.0.0.1/hook",
    "https://0x7f.0.0.1/hook",
    "https://0x7f000001/hook",
    "https://127.0.0x1/hook",
    "https://0/hook",
    "https://0.0.0.0/hook",
    "https://10.0.0.1/hook",
    "https://172.16.0.1/hook",
    "https://192.168.1.1/hook",
    "https://100.64.0.1/hook",
    "https://169.254.169.254/latest/meta-data/",
    "https://192.0.2.1/hook",
    "https://192.88.99.1/hook",
    "https://198.18.0.1/hook",
    "https://224.0.0.1/hook",
    "https://255.255.255.255/hook",
    "https://[::]/hook",
    "https://[::1]/hook",
    "https://[::ffff:127.0.0.1]/hook",
    "https://[::ffff:8.8.8.8]/hook",
    "https://[::127.0.0.1]/hook",
    "https://[64:ff9b::7f00:1]/hook",
    "https://[2002:7f00:1::]/hook",
    "https://[2001:0:7f00:1::]/hook",
    "https://[2001:db8::1]/hook",
    "https://[fc00::1]/hook",
    "https://[fd00:ec2::254]/latest/meta-data/",
    "https://[fe80::1]/hook",
    "https://[fe80::1%25eth0]/hook",
    "https://[ff02::1]/hook",
    "https://[::1/hook",
    "https://user@example.com/hook",
    "https://user:password@example.com/hook",
    "https://example.com@127.0.0.1/hook",
    "https://127.0.0.1\\@example.com/hook",
    "https://example.com\\.127.0.0.1/hook",
    "https://exa mple.com/hook",
    "https://example.com/ho\nok",
    "https://example.com\t/hook",
    "https://example.com/hook#part",
    "https://%31%32%37.0.0.1/hook",
    "https://①②⑦.⓪.⓪.①/hook",
    "https://exämple.com/hook",
    "https://example.com:22/hook",
    "https://example.com:0/hook",
    "https://example.com:70000/hook",
    "https://example.com:port/hook",
    "https://-example.com/hook",
    "https://example..com/hook",
    f"https://example.com/{'a' * 2_000}",
)


@pytest.mark.parametrize("url", REFUSED)
def test_it_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_target(url, webhook_rules())
    assert refused.value.code == "url_not_allowed"


@pytest.mark.parametrize("url", REFUSED)
def test_where_loopback_is_allowed_nothing_else_is(url: str) -> None:
    with pytest.raises(InvalidInput):
        read_target(url, webhook_rules(loopback=True))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com", Target("https", "example.com", 443, "/")),
        ("HTTPS://Example.COM/Hook?a=1", Target("https", "example.com", 443, "/Hook?a=1")),
        ("https://a.example.com:8443/x", Target("https", "a.example.com", 8443, "/x")),
        ("https://xn--exmple-cua.com/", Target("https", "xn--exmple-cua.com", 443, "/")),
        ("https://93.184.215.14/", Target("https", "93.184.215.14", 443, "/")),
        ("https://[2606:4700::1111]/", Target("https", "2606:4700::1111", 443, "/")),
    ],
)
def test_where_anybody_can_go_it_may_go(url: str, expected: Target) -> None:
    assert read_target(url, webhook_rules()) == expected


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9000/x", "http://localhost:9000/x", "http://[::1]:9000/x"]
)
def test_this_machine_is_reached_where_that_is_allowed(url: str) -> None:
    assert read_target(url, webhook_rules(loopback=True)).port == 9000
    with pytest.raises(InvalidInput):
        read_target(url, webhook_rules())


def test_the_host_is_named_with_its_port_unless_that_goes_without_saying() -> None:
    assert read_target("https://example.com/x", webhook_rules()).authority == "example.com"
    assert (
        read_target("https://example.com:8443/x", webhook_rules()).authority == "example.com:8443"
    )
    assert (
        read_target("https://[2606:4700::1111]:8443/", webhook_rules()).authority
        == "[2606:4700::1111]:8443"
    )


@given(st.ip_addresses(v=4))
def test_an_address_is_as_private_within_ipv6(address: object) -> None:
    assert not is_public(ip_address(f"::ffff:{address}"))
    assert not is_public(ip_address(f"::{address}"))
    assert not is_public(ip_address(f"64:ff9b::{address}"))


@given(st.ip_addresses())
def test_what_is_public_is_neither_private_nor_for_many(address: object) -> None:
    found = ip_address(str(address))
    inward = (found.is_private, found.is_loopback, found.is_link_local, found.is_unspecified)
    for_many = (found.is_multicast, found.is_reserved)
    assert not (is_public(found) and any((*inward, *for_many)))
