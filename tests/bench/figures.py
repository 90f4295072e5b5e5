"""What the judge hands back: figures, each with what it counted and what it missed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    numerator: int
    denominator: int
    better: str
    """`lower` or `higher`."""
    misses: tuple[str, ...] = ()
    """What went wrong, for reading."""
    unit: str = "ratio"
    """`ratio`, or `count` where the numerator alone is the value."""

    @property
    def value(self) -> float | None:
        """Nothing where nothing was there to be counted."""
        if self.unit == "count":
            return float(self.numerator)
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Scores:
    question: str
    """The question's id, or those of several."""
    figures: tuple[Figure, ...]

    def __getitem__(self, name: str) -> Figure:
        return next(figure for figure in self.figures if figure.name == name)


def pool(scores: Sequence[Scores]) -> Scores:
    """One set of figures over several reports: everything counted together, each thing alike."""
    names = dict.fromkeys(figure.name for score in scores for figure in score.figures)
    return Scores(
        question=", ".join(score.question for score in scores),
        figures=tuple(_together(score[name] for score in scores) for name in names),
    )


def _together(figures: Iterable[Figure]) -> Figure:
    every = list(figures)
    first = every[0]
    return Figure(
        name=first.name,
        numerator=sum(figure.numerator for figure in every),
        denominator=sum(figure.denominator for figure in every),
        better=first.better,
        misses=tuple(chain.from_iterable(figure.misses for figure in every)),
        unit=first.unit,
    )
