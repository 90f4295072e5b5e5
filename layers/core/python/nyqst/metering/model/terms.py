"""What a situation is allowed, once every rule has had its say."""

from collections.abc import Iterable
from dataclasses import dataclass

from nyqst.metering.model.catalog import Catalog
from nyqst.metering.model.model_class import ModelClass
from nyqst.metering.model.rule import (
    CapModelClass,
    CapOutputTokens,
    Denial,
    Deny,
    Effect,
    ModelClassesOf,
    Situation,
)


@dataclass(frozen=True, slots=True)
class Terms:
    classes: tuple[ModelClass, ...]
    """From the least to the most."""
    output_tokens: int | None
    """The most of one answer; None leaves it to the class."""
    denial: Denial | None
    rules: tuple[str, ...]
    """The ids of those that hold, first things first."""


def terms_of(catalog: Catalog, situation: Situation) -> Terms:
    holding = sorted(
        (rule for rule in catalog.rules if rule.when.holds(situation)),
        key=lambda rule: (rule.priority, rule.id),
    )
    left = set(catalog.plans[situation.plan].model_classes)
    for rule in holding:
        left &= set(allowed_by(catalog, rule.effect))
    denials = (
        Denial(rule.id, rule.effect.reason) for rule in holding if isinstance(rule.effect, Deny)
    )
    caps = (rule.effect.tokens for rule in holding if isinstance(rule.effect, CapOutputTokens))
    return Terms(
        classes=tuple(each for each in ModelClass if each in left),
        output_tokens=min(caps, default=None),
        denial=next(denials, None),
        rules=tuple(rule.id for rule in holding),
    )


def allowed_by(catalog: Catalog, effect: Effect) -> Iterable[ModelClass]:
    if isinstance(effect, CapModelClass):
        return [each for each in ModelClass if each.rank <= effect.model_class.rank]
    if isinstance(effect, ModelClassesOf):
        return catalog.plans[effect.plan].model_classes
    return ModelClass
