"""What is connected to is what was looked at, and nothing keeps the sender for long."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from nyqst.webhooks.ports import Answer
from nyqst.webhooks.public_http import PublicPost
from tests.builders import NOW
from tests.receiver import Receiver, receiving

TO_HERE = PublicPost(loopback=True)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def test_a_post_is_answered(receiver: Receiver) -> None:
    receiver.status, receiver.answer = 200, b"thanks"
    answer = TO_HERE(receiver.url, {"webhook-id": "evt_1"}, b"{}")
    assert answer == Answer(200, None, "thanks")
    (received,) = receiver.received
    assert (received.path, received.body) == ("/hook", b"{}")
    assert received.headers["webhook-id"] == "evt_1"
    assert received.headers["host"] == f"127.0.0.1:{receiver.port}"


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    with receiving() as inward:
        receiver.status, receiver.headers = 307, {"location": inward.url}
        assert TO_HERE(receiver.url, {}, b"{}").status == 307
        assert inward.received == []


def test_of_a_long_answer_the_beginning_is_kept(receiver: Receiver) -> None:
    receiver.status, receiver.answer = 500, b"x" * 10_000_000
    assert TO_HERE(receiver.url, {}, b"{}") == Answer(500, None, "x" * 500)


def test_an_answer_that_is_no_text_is_shown_as_far_as_it_goes(receiver: Receiver) -> None:
    receiver.status, receiver.answer = 200, b"\xff\xfeok"
    assert TO_HERE(receiver.url, {}, b"{}").text == "��ok"


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["10.1.2.3"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        ["93.184.215.14", "10.0.0.1"],
        ["10.0.0.1", "93.184.215.14"],
        [],
    ],
)
def test_a_name_that_leads_inward_is_not_connected_to(addresses: list[str]) -> None:
    post = PublicPost(resolve=lambda _host, _port: addresses)
    assert post("https://rebind.example.com/", {}, b"{}") == Answer(None, "address_not_public")


def test_the_address_is_asked_for_once() -> None:
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["10.0.0.1"]

    PublicPost(resolve=resolve)("https://rebind.example.com:8443/", {}, b"{}")
    assert asked == [("rebind.example.com", 8443)]


def test_a_url_that_would_not_be_taken_now_is_not_sent_to(receiver: Receiver) -> None:
    assert PublicPost()(receiver.url, {}, b"{}") == Answer(None, "url_not_allowed")
    assert receiver.received == []


def test_a_name_that_nobody_has_is_an_answer_too() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror("no such name")

    post = PublicPost(resolve=unknown)
    assert post("https://nobody.example.com/", {}, b"{}") == Answer(None, "name_not_resolved")


def test_where_nobody_listens_there_is_no_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert TO_HERE(url, {}, b"{}") == Answer(None, "connection_failed")


@contextmanager
def saying(*words: bytes, pause_s: float = 0.0) -> Iterator[str]:
    """A server that says this to whoever connects, one word after the other."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                try:
                    for word in words:
                        connection.sendall(word)
                        time.sleep(pause_s)
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join(10)


def test_a_server_that_dribbles_is_cut_off() -> None:
    begun = time.monotonic()
    post = PublicPost(loopback=True, total_s=0.5)
    with saying(b"HTTP/1.1 200 OK\r\n", *[b"x: y\r\n"] * 50, pause_s=0.1) as url:
        assert post(url, {}, b"{}") == Answer(None, "timeout")
    assert time.monotonic() - begun < 4


def test_what_is_not_http_is_an_answer_too() -> None:
    with saying(b"SSH-2.0-OpenSSH_9.9\r\n\r\n") as url:
        assert TO_HERE(url, {}, b"{}") == Answer(None, "answer_unreadable")


def test_who_hangs_up_has_not_answered() -> None:
    with saying() as url:
        assert TO_HERE(url, {}, b"{}") == Answer(None, "connection_failed")


@pytest.fixture
def named_server(tmp_path: Path) -> Iterator[tuple[Receiver, ssl.SSLContext]]:
    """Under the name hooks.example.com, and a client's trust in it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example.com")])
    now = NOW.now(NOW.tzinfo)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("hooks.example.com")]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (tmp_path / "both.pem").write_bytes(public + private)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(tmp_path / "both.pem")
    with receiving(server) as receiver:
        yield receiver, ssl.create_default_context(cadata=public.decode())


def post_to(receiver: Receiver, tls: ssl.SSLContext | None, name: str) -> Answer:
    """This machine stands for the internet."""
    post = PublicPost(
        resolve=lambda _host, _port: ["127.0.0.1"], is_public=lambda _address: True, tls=tls
    )
    return post(f"https://{name}:{receiver.port}/hook", {}, b"{}")


class TestOverTls:
    def test_the_name_stands_in_the_handshake_and_in_the_request(
        self, named_server: tuple[Receiver, ssl.SSLContext]
    ) -> None:
        receiver, trust = named_server
        assert post_to(receiver, trust, "hooks.example.com").status == 204
        (received,) = receiver.received
        assert received.headers["host"] == f"hooks.example.com:{receiver.port}"

    def test_another_name_than_the_certificates_is_not_trusted(
        self, named_server: tuple[Receiver, ssl.SSLContext]
    ) -> None:
        receiver, trust = named_server
        assert post_to(receiver, trust, "other.example.com") == Answer(None, "tls_failed")
        assert receiver.received == []

    def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
        self, named_server: tuple[Receiver, ssl.SSLContext]
    ) -> None:
        receiver, _ = named_server
        assert post_to(receiver, None, "hooks.example.com") == Answer(None, "tls_failed")
