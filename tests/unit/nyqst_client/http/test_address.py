import pytest

from nyqst_client.errors import Misconfigured
from nyqst_client.http.address import checked_address


@pytest.mark.parametrize(
    "address",
    [
        "https://api.example.com",
        "https://x.execute-api.eu-west-1.amazonaws.com/api",
        "http://127.0.0.1:8480",
        "http://localhost:8480/",
        "http://[::1]:8480",
        "http://nyqst.localhost",
    ],
)
def test_these_are_talked_to(address: str) -> None:
    assert str(checked_address(address)) == address


@pytest.mark.parametrize("address", ["http://api.example.com", "http://10.0.0.1", "http://127.com"])
def test_no_key_leaves_the_machine_in_the_clear(address: str) -> None:
    with pytest.raises(Misconfigured, match="in the clear"):
        checked_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.example.com",
        "ftp://example.com",
        "https://",
        "https://u:p@x.test",
        "http://[",
        "https://x.test:99999",
        "https://x.test?y",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured, match="not an address"):
        checked_address(address)
