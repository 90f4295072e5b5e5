"""How far the lexical judge can be trusted, on every statement of the sample documents."""

import re
from collections.abc import Callable
from functools import cache

from tests.bench.reading import lowercase_words
from tests.bench.support import asserts, judge
from tests.samples.make_binary_documents import DOCUMENTS, OUTPUTS
from tests.unit.samples.plain_reading import statements

_FIGURE = re.compile(r"(?<![\w-])\d+(?![\w-])")
_NAMES = re.compile(r"\b(?:Tarrant|Prask|Halmstrand|Voltamar|Dunlin|Kittiwake|Brannoch|Skellan)\b")
_BROKEN = {output.name for output in OUTPUTS if output.broken}


@cache
def corpus() -> tuple[tuple[str, ...], frozenset[str]]:
    """Statements that assert something, and the words that are no names."""
    paths = [path for path in sorted(DOCUMENTS.iterdir()) if path.name not in _BROKEN]
    told = [statement for path in paths for statement in statements(path)]
    lowercase = lowercase_words(told)
    wanted = (each for each in told if 25 < len(each) < 400 and asserts(each, lowercase))
    return tuple(wanted), lowercase


def caught(spoil: Callable[[str], str]) -> float:
    """The share of spoiled statements that their own sources no longer bear out."""
    told, lowercase = corpus()
    pairs = [(spoiled, each) for each in told if (spoiled := spoil(each)) != each]
    assert len(pairs) > 100
    refused = [
        spoiled for spoiled, each in pairs if not judge(spoiled, [each], lowercase).supported
    ]
    return len(refused) / len(pairs)


def with_another_figure(statement: str) -> str:
    figures = list(_FIGURE.finditer(statement))
    if not figures:
        return statement
    last = figures[len(figures) // 2].end() - 1
    return f"{statement[:last]}{(int(statement[last]) + 3) % 10}{statement[last + 1 :]}"


def with_another_name(statement: str) -> str:
    return _NAMES.sub("Quarrowby", statement, count=1)


def test_every_statement_is_borne_out_by_itself() -> None:
    told, lowercase = corpus()
    assert not [each for each in told if not judge(each, [each], lowercase).supported]


def test_an_altered_figure_is_caught() -> None:
    assert caught(with_another_figure) >= 0.98


def test_an_altered_name_is_caught() -> None:
    assert caught(with_another_name) >= 0.98


def test_a_swapped_source_is_caught() -> None:
    told, lowercase = corpus()
    swapped = zip(told, told[37:] + told[:37], strict=True)
    kept = [each for each, other in swapped if judge(each, [other], lowercase).supported]
    assert len(kept) / len(told) <= 0.02
