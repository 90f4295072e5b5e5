import json
from datetime import date

import pytest

from nyqst.errors import Unreadable
from tests.unit.nyqst_documents.extract.reading import blocks, outline, read


def test_objects_of_an_array_are_a_line_each() -> None:
    content = '[{"Region": "North", "Sales": 12.4}, {"Region": "South", "Sales": 9}]'
    assert blocks(content, "a.json") == ["Region: North; Sales: 12.4\nRegion: South; Sales: 9"]


def test_lines_of_json_are_read_alike() -> None:
    lines = '{"Region": "North"}\n\n{"Region": "South"}\n'
    assert blocks(lines, "a.jsonl") == blocks(lines, "a.json") == ["Region: North\nRegion: South"]


def test_a_number_stays_as_it_is_written() -> None:
    content = '{"a": 12.40, "b": 1e3, "c": 12345678901234567890123}'
    assert blocks(content, "a.json") == ["a: 12.40\nb: 1e3\nc: 12345678901234567890123"]


def test_a_nested_value_is_led_to_by_its_path() -> None:
    content = '{"company": {"seat": {"city": "Oslo"}, "tags": ["a", "b"]}}'
    assert blocks(content, "a.json") == [
        "Company",
        "company › tags: a, b",
        "Seat",
        "company › seat › city: Oslo",
    ]


def test_members_that_hold_more_are_sections() -> None:
    content = '{"total_sales": {"north": 1}, "routes": [{"from": "A"}]}'
    assert outline(content, "a.json") == [(1, "Total sales"), (1, "Routes")]


def test_truth_is_said_in_words_and_nothing_in_none() -> None:
    assert blocks('{"a": true, "b": false, "c": null, "d": ""}', "a.json") == ["a: yes\nb: no"]


def test_a_name_that_comes_twice_is_kept_twice() -> None:
    assert blocks('{"a": 1, "a": 2}', "a.json") == ["a: 1\na: 2"]


def test_a_long_record_has_a_line_for_each_value_and_a_paragraph_for_prose() -> None:
    prose = ("It was a good year. " * 60).strip()
    text = read(json.dumps([{"title": "Board memo", "body": prose, "year": 2025}]), "a.json")
    assert text.headings[0].title == "Board memo"
    assert text.text.split("\n\n")[1:] == [
        "title: Board memo",
        f"body: {prose}",
        "year: 2025",
    ]


def test_the_root_may_give_a_title_and_a_date() -> None:
    text = read('{"title": "Metrics", "as_of": "2025-06-30", "n": 1}', "a.json")
    assert (text.title, text.dated) == ("Metrics", date(2025, 6, 30))


def test_a_lone_surrogate_does_no_harm() -> None:
    assert blocks(r'{"a": "x\ud800y"}', "a.json") == ["a: xy"]


def test_a_bad_line_makes_the_lines_damaged() -> None:
    with pytest.raises(Unreadable) as caught:
        read('{"a": 1}\n{"a": \n', "a.jsonl")
    assert caught.value.code == "damaged"


def test_a_very_long_name_does_not_multiply() -> None:
    content = json.dumps({"k" * 100_000: {str(n): {"x": n} for n in range(2_000)}})
    assert len(read(content, "a.json").text) < 1_000_000
