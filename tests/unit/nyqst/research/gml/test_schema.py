"""The schema, the parser's grammar and the writer say the same."""

import copy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nyqst.errors import InvalidInput
from nyqst.research.gml.grammar import ELEMENTS
from nyqst.research.gml.parser import parse
from nyqst.research.gml.writer import write
from nyqst.research.model.evidence import Span
from nyqst.research.model.report import Reference, Report, ReportSection, Sentence, Text
from tests.unit.nyqst.research.gml.reports import reports, violations

BEYOND_THE_SCHEMA = ("not numbered", "cites a reference", "ends before")

NAMES = (*ELEMENTS, "script", "gml-claims")
KEYS = ("title", "id", "kind", "state", "cites", "lang", "start", "end", "dated", "name", "sha256")
VALUES = (
    *(
        "000000",
        "999999",
        "x" * 64,
        "x" * 65,
        "en-" + "x" * 9,
        "en-x",
        "a-bc-de-fg-hi",
        "a.b_c-d",
        ".a",
    ),
    *(
        "",
        "0",
        "1",
        "01",
        "+1",
        "-1",
        "1 2",
        " 1",
        "1  2",
        "1 2 ",
        "٣",
        "1000000",
        "9" * 12,
        "9" * 13,
    ),
    *("fact", "Fact", "connective", "verified", "unverified", "en", "english", "de-CH", "en_US"),
    *("2024-02-29", "2023-02-29", " 2024-01-01\n", "2024-1-1", "20240101", "0000-01-01"),
    *("2024-W01-1", "2024-01-01Z", "a" * 64, "A" * 64, "a" * 65, "x y", "-x", "a\n", "é"),
)


def _drop(element: Any, _: str, __: str, ___: str) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _double(element: Any, _: str, __: str, ___: str) -> None:
    if element.getparent() is not None:
        element.addnext(copy.deepcopy(element))


def _rename(element: Any, name: str, _: str, __: str) -> None:
    element.tag = name


def _append(element: Any, name: str, _: str, __: str) -> None:
    etree.SubElement(element, name)


def _set(element: Any, _: str, key: str, value: str) -> None:
    element.set(key, value)


def _unset(element: Any, _: str, key: str, __: str) -> None:
    element.attrib.pop(key, None)


def _write_in(element: Any, _: str, __: str, value: str) -> None:
    element.text = value


CHANGES = (_drop, _double, _rename, _append, _set, _set, _set, _unset, _write_in)


FULL = Report(
    title="",
    question="",
    sections=(
        ReportSection(
            "s", "k", "", (Text((Sentence("a", (1,)),)), Text((Sentence("b"),), bullet=True))
        ),
    ),
    references=(Reference(1, Span("ab" * 32, 0, 10**11), "", "", "", "", "", date(2024, 1, 1)),),
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (name, key)
        for name, rule in ELEMENTS.items()
        for key in (*rule.required, *rule.optional, "x")
    ],
)
def test_parser_and_schema_allow_the_same_values(name: str, key: str) -> None:
    root = etree.fromstring(write(FULL))
    for value in VALUES:
        next(root.iter(name)).set(key, value)
        _same_verdict(etree.tostring(root, encoding="unicode"))


@given(reports(), st.data())
def test_parser_and_schema_refuse_the_same(report: Report, data: st.DataObject) -> None:
    root = etree.fromstring(write(report))
    for _ in range(data.draw(st.integers(1, 2))):
        element = data.draw(st.sampled_from(list(root.iter())))
        change = data.draw(st.sampled_from(CHANGES))
        change(element, *map(data.draw, map(st.sampled_from, (NAMES, KEYS, VALUES))))
    document = etree.tostring(root, encoding="unicode")
    _same_verdict(document)


def _same_verdict(document: str) -> None:
    refusal = _refusal(document)
    if not any(reason in refusal for reason in BEYOND_THE_SCHEMA):
        assert bool(refusal) == bool(violations(document)), refusal


def _refusal(document: str) -> str:
    try:
        parse(document)
    except InvalidInput as refused:
        return refused.message
    return ""
