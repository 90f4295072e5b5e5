"""Hashes, paths and names."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nyqst.artifacts.model import (
    Manifest,
    ManifestEntry,
    canonical_json,
    check_name,
    check_path,
    check_sha256,
    sha256_of,
    tree_from_json,
    tree_json,
)
from nyqst.entity import EntityType
from nyqst.errors import InvalidInput
from tests.builders import NOW

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
entries = st.builds(
    ManifestEntry,
    sha256=st.binary().map(sha256_of),
    media_type=st.text(max_size=20),
    size_bytes=st.integers(0, 10**12),
    entity_type=st.none() | st.sampled_from(EntityType),
)


@given(json_values)
def test_canonical_json_means_what_it_was_made_of(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(), st.integers(), max_size=5))
def test_canonical_json_knows_no_order_of_keys(value: dict[str, int]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


@given(st.dictionaries(st.text(max_size=20), entries, max_size=4))
def test_a_tree_survives_being_written_down(tree: dict[str, ManifestEntry]) -> None:
    assert tree_from_json(tree_json(tree)) == tree


@given(st.dictionaries(st.text(max_size=20), entries, max_size=4))
def test_a_manifest_is_known_by_its_tree_alone(tree: dict[str, ManifestEntry]) -> None:
    one = Manifest(tree, NOW, "usr_a")
    other = Manifest(dict(reversed(tree.items())), NOW.replace(year=2030), "usr_b", "a" * 64, "x")
    assert one.sha256 == other.sha256


def test_a_manifest_is_as_large_as_what_it_holds() -> None:
    tree = {"a": ManifestEntry("a" * 64, "x/y", 3), "b": ManifestEntry("a" * 64, "x/y", 3)}
    assert Manifest(tree, NOW, "usr_a").total_size_bytes == 6


@pytest.mark.parametrize("text", ["", "a" * 63, "a" * 65, "A" * 64, "g" * 64, "a" * 64 + "\n"])
def test_what_is_no_sha256_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_sha256(text)
    assert refusal.value.code == "invalid_sha256"


@pytest.mark.parametrize("path", ["a", "a/b.txt", "a b/ä", ".hidden", "a..b", "x" * 512])
def test_a_relative_path_is_good(path: str) -> None:
    assert check_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/./b",
        "a\\b",
        "a\nb",
        "\x00",
        "x" * 513,
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_path(path)
    assert refusal.value.code == "invalid_path"


@pytest.mark.parametrize("name", ["runs", "a/b", "A-1_2.3", "0", "x" * 256])
def test_a_plain_name_is_good(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name", ["", "/a", "-a", "_a", "a b", "a#b", "a..b", "a//b", "ä", "a\n", "x" * 257]
)
def test_a_name_that_could_be_taken_for_something_else_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_name(name)
    assert refusal.value.code == "invalid_name"
