"""The templates of the stacks, as the CDK application writes them; made anew when it changes."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping

from infra.local.emulator import ACCOUNT, REGION
from infra.local.paths import ASSEMBLY, ROOT

_SOURCES = ("infra", "functions", "layers")
_FILES = ("cdk.json", "uv.lock", "package-lock.json")
_ENDINGS = frozenset({".py", ".json", ".sh", ".md", ".txt", ".xsd", ".toml"})
CDK = ROOT / "node_modules" / ".bin" / "cdk"


def fingerprint(context: Mapping[str, str]) -> str:
    """Of everything that the templates and their assets are made from."""
    total = hashlib.sha256(json.dumps(context, sort_keys=True).encode())
    files = [ROOT / name for name in _FILES]
    for source in _SOURCES:
        files += [file for file in (ROOT / source).rglob("*") if file.suffix in _ENDINGS]
    for file in sorted(files):
        if "__pycache__" not in file.parts and "node_modules" not in file.parts:
            total.update(str(file.relative_to(ROOT)).encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def synthesize(wanted: str, context: Mapping[str, str]) -> None:
    mark = ASSEMBLY / "fingerprint"
    if mark.exists() and mark.read_text() == wanted:
        return
    shutil.rmtree(ASSEMBLY, ignore_errors=True)
    environment = {
        **os.environ,
        "CDK_DEFAULT_ACCOUNT": ACCOUNT,
        "CDK_DEFAULT_REGION": REGION,
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20",
    }
    command = [str(CDK), "synth", "--quiet", "--output", str(ASSEMBLY), "-c", "stage=local"]
    for name, value in context.items():
        command += ["-c", f"{name}={value}"]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"cdk synth failed:\n{done.stdout}\n{done.stderr}")
    mark.write_text(wanted)
