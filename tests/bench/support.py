"""Does this passage bear out this sentence? A lexical answer: it knows words, not meaning.

A passage supports a sentence when every number, date, quotation, id and name of the sentence
occurs in it, and at least half of the sentence's other words do. So it finds an altered figure,
a swapped source or an invented name. It does not find a `not` that has gone missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.dates import Day
from tests.bench.function_words import FUNCTION_WORDS
from tests.bench.quantities import Quantity
from tests.bench.reading import Reading, read

_SHARE_OF_WORDS = 0.5
_STEM = 5


@dataclass(frozen=True, slots=True)
class Judgement:
    supported: bool
    lacking: tuple[str, ...] = ()
    """The parts of the sentence that the passages do not have."""


def judge(sentence: str, passages: Sequence[str], lowercase: frozenset[str]) -> Judgement:
    """`passages` count together; `lowercase` are the words that are no names."""
    said, seen = read(sentence), read("\n".join(passages))
    lacking = tuple(label for label, there in _atoms(said, seen, lowercase) if not there)
    if lacking:
        return Judgement(supported=False, lacking=lacking)
    if _share_of_words(said, seen) < _SHARE_OF_WORDS:
        return Judgement(supported=False, lacking=("most of its words",))
    return Judgement(supported=True)


def contributes(sentence: str, passage: str, lowercase: frozenset[str]) -> bool:
    """Whether this passage alone holds anything of what has to be borne out."""
    said, seen = read(sentence), read(passage)
    there = [found for _, found in _atoms(said, seen, lowercase)]
    return any(there) or _share_of_words(said, seen) >= _SHARE_OF_WORDS


def asserts(sentence: str, lowercase: frozenset[str]) -> bool:
    """Whether it has a number in digits, a date, a quotation, an id or a name."""
    said = read(sentence)
    return bool(
        said.quantities | said.dates | said.quotations | said.ids | (said.capitalised - lowercase)
    )


def _atoms(said: Reading, seen: Reading, lowercase: frozenset[str]) -> list[tuple[str, bool]]:
    numbers = sorted(said.quantities | said.spelled, key=lambda number: (number.value, number.unit))
    days = sorted(said.dates, key=lambda day: (day.year or 0, day.month or 0, day.day or 0))
    return [
        *((f"{number.value:f}{number.unit}", _number_seen(number, seen)) for number in numbers),
        *((_written(day), _day_seen(day, seen)) for day in days),
        *((f'"{quote}"', quote in seen.text) for quote in sorted(said.quotations)),
        *((word, word in seen.ids) for word in sorted(said.ids)),
        *((name, name in seen.words) for name in sorted(said.capitalised - lowercase)),
    ]


def _number_seen(number: Quantity, seen: Reading) -> bool:
    if any(there.covers(number) for there in seen.quantities | seen.spelled):
        return True
    return not number.unit and any(day.year == number.value for day in seen.dates)


def _day_seen(day: Day, seen: Reading) -> bool:
    return any(there.covers(day) for there in seen.dates)


def _written(day: Day) -> str:
    return "-".join(str(part) for part in (day.year, day.month, day.day) if part)


def _share_of_words(said: Reading, seen: Reading) -> float:
    wanted = _stems(said)
    return len(wanted & _stems(seen)) / len(wanted) if wanted else 1.0


def _stems(reading: Reading) -> frozenset[str]:
    words = (word for word in reading.words if word not in FUNCTION_WORDS and len(word) > 2)
    return frozenset(word[:_STEM] for word in words)
