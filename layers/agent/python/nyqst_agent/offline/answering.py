"""Does a statement hold the kind of thing that was asked for?"""

import re
from functools import lru_cache

from nyqst_agent.language.dates import dates
from nyqst_agent.language.names import names
from nyqst_agent.language.quantities import quantities
from nyqst_agent.language.verbs import starts_with_verb
from nyqst_agent.offline.wanted import Wanted

_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|caused|causes?|as a result|result(?:ed"
    r"|s)? (?:of|from|in)|led to|reason"
    r"|so that|in order to|therefore|driven by|attribut\w+|triggered|root cause"
    r"|stem(?:s|med) from|thanks to)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|located|based|site|office|headquarter\w*|stored|directory|path|folder)\b|/\w+/",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"\b(?:to \w+,? (?:\w+,? )?(?:use|run|set|edit|add|create|specify|call|enable|open"
    r"|go|click|select|type|enter)|by \w+ing|must|should|can be|use|run|set|edit|add"
    r"|specify|first|then|step|example)\b|--?\w+|`",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def answers(wanted: Wanted, text: str) -> float:
    """0 to 1."""
    found = _TESTS[wanted](text)
    return 1.0 if found else 0.0


def _figure(text: str) -> bool:
    return bool(quantities(text))


def _time(text: str) -> bool:
    return bool(dates(text)) or any(q.kind == "duration" for q in quantities(text))


def _person(text: str) -> bool:
    return bool(names(text))


def _procedure(text: str) -> bool:
    return starts_with_verb(text) or _PROCEDURE.search(text) is not None


_TESTS = {
    Wanted.ANYTHING: lambda text: bool(quantities(text) or dates(text)),
    Wanted.FIGURE: _figure,
    Wanted.TIME: _time,
    Wanted.PERSON: _person,
    Wanted.PLACE: lambda text: bool(names(text)) or _PLACE.search(text) is not None,
    Wanted.CAUSE: lambda text: _CAUSE.search(text) is not None,
    Wanted.PROCEDURE: _procedure,
}
