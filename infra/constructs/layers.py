"""The Lambda layers."""

from collections.abc import Mapping
from pathlib import Path

from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.layer_build import build_layer
from infra.stage import Target

LAYERS: Mapping[str, tuple[str, ...]] = {
    "core": (),
    "agent": ("core",),
    "documents": ("core",),
    "billing": ("core",),
}
"""Each, and those that always lie beneath it and bring their packages."""


class Layers(Construct):
    """`core` goes with every function, the others with those that need them."""

    def __init__(self, scope: Construct, id_: str, *, target: Target) -> None:
        super().__init__(scope, id_)
        self._target = target
        self.core = self._layer("core")
        self.agent = self._layer("agent")
        self.documents = self._layer("documents")
        self.billing = self._layer("billing")

    def _layer(self, name: str) -> lambda_.LayerVersion:
        folder = build_layer(name, self._target, beneath=LAYERS[name])
        return lambda_.LayerVersion(
            self,
            name.capitalize(),
            code=_code(folder),
            compatible_architectures=[architecture(self._target)],
            compatible_runtimes=[runtime(self._target)],
        )


def architecture(target: Target) -> lambda_.Architecture:
    return lambda_.Architecture.custom(target.architecture)


def runtime(target: Target) -> lambda_.Runtime:
    return lambda_.Runtime(f"python{target.python}", lambda_.RuntimeFamily.PYTHON)


def _code(folder: Path) -> lambda_.AssetCode:
    # The folder's name ends in the hash of all that went into it.
    return lambda_.Code.from_asset(str(folder), asset_hash=folder.name.rpartition("-")[2])
