"""Builds what goes into a Lambda layer: our package, and the packages of its dependency group.

uv fetches wheels for the target, so no Docker is needed. A build is kept under the hash of all that
went into it and made again only when that changes: `uv.lock`, our code, the target, this file.
"""

import compileall
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from py_compile import PycInvalidationMode

from infra.stage import Target

ROOT = Path(__file__).resolve().parents[2]
BUILDS = ROOT / ".nyqst" / "layers"

RUNTIME_PACKAGES = frozenset(
    {"boto3", "botocore", "jmespath", "python-dateutil", "s3transfer", "six", "urllib3"}
)
"""The Lambda runtime brings them."""

UNUSED_PACKAGES = frozenset({"numpy", "zstandard"})
"""langchain-aws asks for numpy for its vector stores, langsmith for zstandard to compress traces:
nothing here comes near either, and without them the layer is half as large."""

_LEFT_OUT = ("__pycache__", "tests", "*.pyi", "*.pyx", "*.pxd", "*.c", "*.h")
_ignored = shutil.ignore_patterns("__pycache__")


def build_layer(name: str, target: Target, *, beneath: Sequence[str] = ()) -> Path:
    """The folder to make a layer of. `beneath` names groups whose packages other layers bring."""
    source = ROOT / "layers" / name / "python"
    kind = f"{name}-{target.uv_platform or 'here'}"
    folder = BUILDS / f"{kind}-{digest(source, ROOT / 'uv.lock', target)}"
    if folder.exists():
        return folder
    for outdated in BUILDS.glob(f"{kind}-*"):
        shutil.rmtree(outdated)
    unfinished = BUILDS / f"{kind}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    python = unfinished / "python"
    python.mkdir(parents=True)
    _install(_requirements(name, beneath), python, target)
    if source.exists():
        shutil.copytree(source, python, dirs_exist_ok=True, ignore=_ignored)
    _strip(python)
    if target.uv_platform is None:
        # Unpacking changes the times that bytecode is usually checked by; these go by content.
        mode = PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(python, quiet=2, invalidation_mode=mode, workers=0)
    unfinished.rename(folder)
    return folder


def digest(source: Path, lock: Path, target: Target) -> str:
    """Of everything that goes into a build, the whole lock among it."""
    parts = [repr(target).encode(), lock.read_bytes(), Path(__file__).read_bytes()]
    for file in sorted(source.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            parts += [str(file.relative_to(source)).encode(), file.read_bytes()]
    hashes = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(hashes).hexdigest()[:20]


def _requirements(group: str, beneath: Sequence[str]) -> list[str]:
    """Pinned, one package a line, without what is there already or is never imported."""
    brought = {_package(line) for other in beneath for line in _locked(other)}
    left_out = RUNTIME_PACKAGES | UNUSED_PACKAGES | brought
    return [line for line in _locked(group) if _package(line) not in left_out]


def _locked(group: str) -> list[str]:
    options = ["--frozen", "--no-hashes", "--no-header", "--no-annotate", "--no-emit-project"]
    exported = _uv("export", *options, "--only-group", group)
    return [line for line in exported.splitlines() if line.strip()]


def _package(line: str) -> str:
    return line.partition("==")[0].strip()


def _install(requirements: list[str], python: Path, target: Target) -> None:
    listed = python.parent / "requirements.txt"
    listed.write_text("\n".join(requirements))
    options = ["--no-deps", "--no-installer-metadata", "--link-mode", "copy"]
    if target.uv_platform is not None:
        options += ["--python-platform", target.uv_platform, "--python-version", target.python]
        options += ["--only-binary", ":all:"]
    _uv("pip", "install", "--quiet", *options, "--target", str(python), "-r", str(listed))
    listed.unlink()


def _uv(*arguments: str) -> str:
    command = [sys.executable, "-m", "uv", "--directory", str(ROOT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"uv {arguments[0]} failed:\n{done.stderr}")
    return done.stdout


def _strip(python: Path) -> None:
    """Takes out what no import needs."""
    for pattern in _LEFT_OUT:
        for found in list(python.rglob(pattern)):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
    shutil.rmtree(python / "bin", ignore_errors=True)
