"""Where the local stack keeps its things, all of it under the checkout's `.nyqst`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".nyqst" / "local"
EMULATOR = ROOT / ".nyqst" / "ministack"
ASSEMBLY = ROOT / ".nyqst" / "cdk.local"
OUTPUTS = HOME / "outputs.json"
STATE = HOME / "state.json"
EMULATOR_STATE = HOME / "aws"
SCRATCH = HOME / "scratch"
