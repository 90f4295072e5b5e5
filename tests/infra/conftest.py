"""The templates of the prod stage, made once."""

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from aws_cdk import App

from infra.app import build
from infra.stage import STAGES, Stage

Resource = Mapping[str, Any]


class Templates:
    def __init__(self, folder: Path, stage: Stage = STAGES["prod"]) -> None:
        app = App(outdir=str(folder))
        build(app, stage)
        assembly = app.synth()
        self._stacks = {
            stack.stack_name: json.loads(Path(stack.template_full_path).read_text())
            for stack in assembly.stacks
        }

    @cached_property
    def resources(self) -> list[Resource]:
        stacks = self._stacks.values()
        return [resource for stack in stacks for resource in stack["Resources"].values()]

    def of_type(self, kind: str) -> list[Resource]:
        return [resource for resource in self.resources if resource["Type"] == kind]

    def properties(self, kind: str) -> list[Resource]:
        return [resource["Properties"] for resource in self.of_type(kind)]
