"""A short common noun phrase for what two statements are about: no name, no number."""

import re

from nyqst_agent.language.names import names
from nyqst_agent.language.shapes import pairs
from nyqst_agent.language.stop_words import STOP_WORDS
from nyqst_agent.language.verbs import starts_with_verb
from nyqst_agent.language.words import Word, stems, words
from nyqst_agent.offline.facts import Fact
from nyqst_agent.offline.rivals import Rivalry
from nyqst_agent.offline.vocabulary import REPORTING

_LONGEST = 5
_KEPT = frozenset({"annual", "total", "financial", "company", "level", "period", "date"})
_FALLBACK = "one point"


def topic_of_rivalry(rivalry: Rivalry) -> str:
    if row := _row_name(rivalry.one) or _row_name(rivalry.other):
        return row
    about = {part for phrase in rivalry.about for part in phrase}
    named = {w for key in (rivalry.one.names | rivalry.other.names) for w in re.split(r"\W+", key)}
    for text in (rivalry.one.text, rivalry.other.text):
        run = _longest_run(text, about, named)
        if run and not _is_verb(run):
            return f"the number of {run}" if _is_unit(run, rivalry) else run
    return _counted(rivalry) or _FALLBACK


def _row_name(fact: Fact) -> str:
    """What a row of a table is about."""
    row = pairs(" ".join(fact.note.text.split()))
    name = row[0][1] if row else ""
    plain = re.fullmatch(r"[A-Z]?[a-z]+(?: [a-z]+){0,3}", name) is not None
    return name.lower() if plain else ""


def _is_verb(run: str) -> bool:
    return " " not in run and starts_with_verb(run) and run.endswith(("s", "ed", "ing"))


def _is_unit(run: str, rivalry: Rivalry) -> bool:
    unit = {part for phrase in (rivalry.slot.unit if rivalry.slot else ()) for part in phrase}
    return bool(unit) and unit.issuperset(stems(run))


def _counted(rivalry: Rivalry) -> str:
    unit = rivalry.slot.unit if rivalry.slot else frozenset()
    for text in (rivalry.one.text, rivalry.other.text):
        for word in words(text):
            if (stems(word.text)[0],) in unit and word.text.islower():
                return f"the number of {word.text}"
    return ""


def _longest_run(text: str, about: set[str], named: set[str]) -> str:
    """The longest stretch of shared words, "of" and the like allowed within."""
    runs: list[list[Word]] = [[]]
    capitals = [(n.start, n.end) for n in names(text)]
    for word in words(text):
        low = word.text.lower()
        is_name = low in named or any(start <= word.start < end for start, end in capitals)
        shared = stems(low)[:1] and stems(low)[0] in about and not is_name and low.isalpha()
        if shared or (runs[-1] and low in {"of", "for", "and", "in", "the"}):
            runs[-1].append(word)
        else:
            runs.append([])
    best = max((_trimmed(run) for run in runs), key=_weight, default=[])
    return " ".join(_cased(word.text) for word in best[:_LONGEST])


def _cased(word: str) -> str:
    """Abbreviations that are no names keep their capitals."""
    return word if word.isupper() and not names(f"the {word} of") else word.lower()


def _trimmed(run: list[Word]) -> list[Word]:
    while run and _is_empty(run[-1]):
        run = run[:-1]
    while run and _is_empty(run[0]):
        run = run[1:]
    return run


def _is_empty(word: Word) -> bool:
    low = word.text.lower()
    return low in STOP_WORDS or (stems(low)[0] in REPORTING and low not in _KEPT)


def _weight(run: list[Word]) -> int:
    return sum(
        word.text.lower() not in STOP_WORDS and stems(word.text)[0] not in REPORTING for word in run
    )
