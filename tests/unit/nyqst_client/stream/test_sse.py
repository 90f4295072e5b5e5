from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nyqst_client.stream.sse import Comment, Item, Message, Retry, SseParser


def parse(*chunks: bytes) -> list[Item]:
    parser = SseParser()
    return [item for chunk in chunks for item in parser.feed(chunk)]


def test_a_message_has_its_data_and_id() -> None:
    assert parse(b"id: 7\ndata: x\n\n") == [Message("x", "7")]


def test_lines_of_data_are_joined() -> None:
    assert parse(b"data: a\ndata:b\ndata:  c\n\n") == [Message("a\nb\n c", "")]


def test_a_message_that_breaks_off_is_not_given() -> None:
    assert parse(b"id: 7\ndata: x\n") == []


def test_an_id_stays_until_the_next_one() -> None:
    assert parse(b"id: 7\ndata: x\n\ndata: y\n\n") == [Message("x", "7"), Message("y", "7")]


def test_an_id_with_a_nul_in_it_is_passed_over() -> None:
    assert parse(b"id: 7\0\ndata: x\n\n") == [Message("x", "")]


def test_heartbeats_are_comments() -> None:
    assert parse(b": heartbeat\n\n") == [Comment()]


def test_retry_is_a_number_or_nothing() -> None:
    assert parse(b"retry: 250\nretry: soon\nretry: \xc2\xb2\n\n") == [Retry(250)]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert parse(b"\xef\xbb\xbfdata: x\n\n") == [Message("x", "")]


def test_unknown_fields_are_passed_over() -> None:
    assert parse(b"event: done\ncolour: red\ndata\n\n") == [Message("", "")]


def test_a_line_may_end_in_a_mere_carriage_return() -> None:
    assert parse(b"data: x\r\r", b"data: y\r\n\r", b"\n") == [Message("x", ""), Message("y", "")]


def test_only_line_ends_end_lines() -> None:
    text = "a\u2028b\u0085c\x0bd\x0ce"
    assert parse(f"data: {text}\n\n".encode()) == [Message(text, "")]


_LINES = st.lists(
    st.sampled_from([b"data: one", b"data: \xe2\x82\xac", b"id: 3", b": alive", b"retry: 5", b""]),
    max_size=12,
)


@given(
    lines=_LINES,
    ends=st.lists(st.sampled_from([b"\n", b"\r\n"]), min_size=12, max_size=12),
    cuts=st.lists(st.integers(0, 200), max_size=8),
)
def test_how_the_bytes_are_cut_does_not_matter(
    lines: list[bytes], ends: list[bytes], cuts: list[int]
) -> None:
    whole = b"".join(line + end for line, end in zip(lines, ends, strict=False))
    places = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(places)]
    assert parse(*pieces) == parse(whole)


@given(st.lists(st.binary(max_size=20), max_size=10))
def test_no_bytes_upset_it(chunks: list[bytes]) -> None:
    parse(*chunks)
