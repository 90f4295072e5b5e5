"""What goes into a layer, and when it is made anew."""

from pathlib import Path

import pytest

from infra.constructs.layer_build import RUNTIME_PACKAGES, UNUSED_PACKAGES, build_layer, digest
from infra.stage import Targets

LAMBDA, HERE = Targets.LAMBDA.value, Targets.THIS_MACHINE.value


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "module.py").write_text("x = 1")
    return tmp_path / "source"


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    (tmp_path / "uv.lock").write_text("version = 1")
    return tmp_path / "uv.lock"


def test_the_same_ingredients_are_the_same_layer(source: Path, lock: Path) -> None:
    assert digest(source, lock, LAMBDA) == digest(source, lock, LAMBDA)


def test_another_lock_is_another_layer(source: Path, lock: Path) -> None:
    before = digest(source, lock, LAMBDA)
    lock.write_text("version = 2")
    assert digest(source, lock, LAMBDA) != before


def test_other_code_is_another_layer(source: Path, lock: Path) -> None:
    before = digest(source, lock, LAMBDA)
    (source / "module.py").write_text("x = 2")
    assert digest(source, lock, LAMBDA) != before


def test_another_target_is_another_layer(source: Path, lock: Path) -> None:
    assert digest(source, lock, LAMBDA) != digest(source, lock, HERE)


def packages(folder: Path) -> set[str]:
    found = (folder / "python").glob("*.dist-info")
    return {path.name.rpartition("-")[0].replace("_", "-").lower() for path in found}


def test_the_agent_layer_repeats_nothing_of_the_core() -> None:
    core, agent = build_layer("core", LAMBDA), build_layer("agent", LAMBDA, beneath=["core"])
    assert not {path.rpartition("-")[0] for path in packages(core)} & packages(agent)


@pytest.mark.parametrize("name", ["core", "agent"])
def test_a_layer_leaves_out_what_the_runtime_brings_and_what_nothing_imports(name: str) -> None:
    beneath = [] if name == "core" else ["core"]
    names = {
        each.rpartition("-")[0] for each in packages(build_layer(name, LAMBDA, beneath=beneath))
    }
    assert not names & (RUNTIME_PACKAGES | UNUSED_PACKAGES)
