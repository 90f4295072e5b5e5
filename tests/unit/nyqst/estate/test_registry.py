"""No kind of row is forgotten: the registry against every key layout in the code."""

import ast
import re
from pathlib import Path

from nyqst.bootstrap.layout import EVERY_RECORD
from nyqst.estate.registry import NOBODYS, OWNED, POINTING, kind_of
from tests.published import ROOT

_CORE = Path(ROOT, "layers", "core", "python", "nyqst")
_LED = re.compile(r"^\s*<(?:tenant|operator)>#([A-Z]+)", re.MULTILINE)
_UNLED = re.compile(r"^ {0,4}([A-Z]{5,})(?:#<\w+>)* +\S", re.MULTILINE)
_BUILT = re.compile(r"\}#([A-Z]+)(?:[#\"']|$)")


def sources() -> list[Path]:
    return sorted(_CORE.rglob("*.py"))


def told() -> tuple[set[str], set[str]]:
    """The words of all layouts in docstrings: those behind a tenant, and those in front."""
    docs = [ast.get_docstring(ast.parse(path.read_text())) or "" for path in sources()]
    layouts = [doc for doc in docs if re.search(r"^\s*pk\s+sk\s", doc, re.MULTILINE)]
    led = {word for doc in layouts for word in _LED.findall(doc)}
    unled = {word for doc in layouts for word in _UNLED.findall(doc)}
    return led, unled


def test_every_layout_that_is_told_is_registered() -> None:
    led, unled = told()
    assert {"RUN", "LEDGER", "USER", "DOCUMENT", "EXPORT"} <= led
    assert led == {word for _, word in OWNED}
    assert unled <= set(POINTING) | NOBODYS


def test_every_kind_of_record_is_registered() -> None:
    for place in EVERY_RECORD.values():
        first, _, word = place.pk.partition("#")
        if first.startswith("{"):
            assert ("app", word.partition("#")[0]) in OWNED, place
        else:
            assert first in POINTING.keys() | NOBODYS, place


def test_every_key_that_is_built_behind_a_tenant_is_registered() -> None:
    built = {
        word
        for path in sources()
        if path.name != "registry.py"
        for line in path.read_text().splitlines()
        if "tenant" in line
        for word in _BUILT.findall(line)
    }
    assert {"RUN", "CHAT", "TALLY"} <= built
    assert built <= {word for _, word in OWNED}


def test_a_row_is_known_by_its_table_and_its_word() -> None:
    users = kind_of("app", "ten_a#USER")
    assert users is not None
    assert users.name == "users"
    assert kind_of("events", "ten_a#USER") is None
