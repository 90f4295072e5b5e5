"""Which edition of a document a name, a title or its first lines announce."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nyqst_agent.language.dates import dates
from nyqst_agent.language.words import stems

_EXTENSION = re.compile(r"\.[a-z0-9]{1,5}$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[_/\\]+|(?<=\w)-(?=\w)|\+|%20")
_VERSION = re.compile(
    r"\b(?:v|ver|version|rev|revision|edition|issue|ed)\.?\s?(\d+(?:\.\d+)*)\b|\b(\d+)(?:st|nd|rd|th)\s+edition\b",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\b(?:drafts?|preliminary|provisional|wip|work in progress|unaudited)\b", re.IGNORECASE
)
_FINAL = re.compile(
    r"\b(?:final|approved|signed|issued|audited|current|latest|new|updated|revised|amended|restated|corrected|effective)\b",
    re.IGNORECASE,
)
_OUTDATED = re.compile(
    r"^\W*(?:superseded|obsolete|outdated|withdrawn)(?=\s?[:–—-]|\s\w)"
    r"|[(\[–—-]\s?(?:superseded|obsolete|outdated|withdrawn|do not use)\b"
    r"|\s(?:superseded|obsolete|outdated|withdrawn|do not use)\W*$",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"^(?:old|archived?|deprecated|former|historic(?:al)?|legacy|retired|expired)\b"
    r"|\b(?:old|archived?|deprecated|former|historic(?:al)?|legacy|retired|expired|bak)\W*$"
    r"|\((?:old|archived?|deprecated|former|historic(?:al)?|legacy|retired|expired)\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """`work` is what all editions of a document share of their names, as stems."""

    work: tuple[str, ...]
    version: tuple[int, ...] = ()
    draft: bool = False
    final: bool = False
    outdated: bool = False
    aged: bool = False
    """Called old or archived: believed only beside a document of the same name that is not."""
    year: int | None = None


@lru_cache(maxsize=1024)
def edition(name: str) -> Edition:
    """Read off a file name or a title."""
    plain = _SEPARATORS.sub(" ", _EXTENSION.sub("", name))
    found = _VERSION.search(plain)
    version = tuple(int(n) for n in (found[1] or found[2]).split(".")) if found else ()
    bare = _VERSION.sub(" ", plain)
    years = [d.year for d in dates(bare) if d.year]
    for mention in reversed(dates(bare)):
        bare = bare[: mention.start] + " " + bare[mention.end :]
    for marker in (_DRAFT, _FINAL, _OUTDATED, _AGED):
        bare = marker.sub(" ", bare.strip())
    work = tuple(s for s in stems(bare) if s.isalpha() and len(s) > 1 and s not in _NOISE)
    return Edition(
        work,
        version,
        _DRAFT.search(plain) is not None,
        _FINAL.search(plain) is not None,
        bool(work) and _OUTDATED.search(plain) is not None,
        _AGED.search(plain) is not None,
        max(years, default=None),
    )


_NOISE = frozenset(stems("copy the of for and a an to in on doc document file appendix chapter ch"))
