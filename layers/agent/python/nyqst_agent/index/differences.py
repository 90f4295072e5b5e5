"""What sets two similar texts apart, and whether it matters."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from nyqst_agent.index.segments import Segment
from nyqst_agent.language.slips import one_slip_apart
from nyqst_agent.language.stop_words import STOP_WORDS
from nyqst_agent.language.verbs import has_verb

_MOST_CHANGED = 0.2
_MOST_ADDED = 0.3
_LONGEST_RUN = 4_000
"""Words in one stretch of differences beyond which two texts are plainly different."""
_EDGE = 40
_EDGE_SHARE = 0.15
_LONGEST_STAMP = 15
_SHORT, _FEW = 60, 4
"""Of a text with fewer words, not more than a few may differ."""
_TURNS_MEANING = frozenset(
    """
    not no never cannot without except unless neither nor none nobody can't won't don't doesn't
    isn't aren't wasn't weren't didn't hasn't haven't shouldn't mustn't
    approved rejected accepted declined withdrawn cancelled canceled terminated suspended expired
    superseded obsolete restated corrected revised amended draft final increase increased decrease
    decreased rose fell up down gain loss profit must may shall required optional allowed prohibited
    open closed pending resolved signed unsigned enabled disabled monthly quarterly annually yearly
    weekly daily january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday one two three four five six
    seven eight nine ten eleven twelve first second third fourth half double
    """.split()
)
_CLOSE_SPELLING = 0.75


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that stand in one text where others, or none, stand in the other."""

    removed: Segment
    added: Segment
    at_edge: bool
    """At the very beginning or end, where headers, footers and cover notes are."""


def are_near_duplicates(one: Sequence[Segment], other: Sequence[Segment]) -> bool:
    """Same text but for spelling, small rewording, layout, header and footer.

    Any other figure, date, name or negation makes it another text: a version, or a letter from
    the same template.
    """
    changes = edits(one, other)
    if changes is None:
        return False
    size = _size(one, other)
    if size < _SHORT and sum(len(e.removed) + len(e.added) for e in changes) > _FEW:
        return False
    replaced = sum(min(len(e.removed), len(e.added)) for e in changes)
    extra = sum(abs(len(e.removed) - len(e.added)) for e in changes)
    if replaced > size * _MOST_CHANGED or extra > size * _MOST_ADDED:
        return False
    return not _figures_differ(changes) and not any(map(_changes_meaning, changes))


def edits(one: Sequence[Segment], other: Sequence[Segment]) -> list[Edit] | None:
    """None if a stretch of differences is too long to be called an edit."""
    found: list[Edit] = []
    edge = min(_EDGE, int(_size(one, other) * _EDGE_SHARE))
    folded_one, folded_other = _folded(one), _folded(other)
    matcher = SequenceMatcher(None, folded_one, folded_other, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        removed, added = _words(one[a:b]), _words(other[c:d])
        if len(removed) + len(added) > _LONGEST_RUN:
            return None
        start = max(sum(map(len, one[:a])), sum(map(len, other[:c])))
        rest = max(sum(map(len, one[b:])), sum(map(len, other[d:])))
        found += _word_edits(removed, added, at_edge=start < edge or rest < edge)
    return found


def _size(one: Sequence[Segment], other: Sequence[Segment]) -> int:
    return min(sum(map(len, one)), sum(map(len, other)))


def _folded(text: Sequence[Segment]) -> list[str]:
    return [" ".join(segment).lower() for segment in text]


def _words(text: Iterable[Segment]) -> Segment:
    return tuple(word for segment in text for word in segment)


def _word_edits(removed: Segment, added: Segment, *, at_edge: bool) -> Iterator[Edit]:
    matcher = SequenceMatcher(
        None, [w.lower() for w in removed], [w.lower() for w in added], autojunk=False
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield Edit(removed[a:b], added[c:d], at_edge)


def _figures_differ(changes: Sequence[Edit]) -> bool:
    within = [edit for edit in changes if not _is_stamp(edit)]
    removed = Counter(_figure(w) for e in within for w in e.removed if w[0].isdigit())
    added = Counter(_figure(w) for e in within for w in e.added if w[0].isdigit())
    return removed != added


def _is_stamp(edit: Edit) -> bool:
    """A short header or footer that only one of them has, and no sentence."""
    words = edit.removed + edit.added
    one_sided = not edit.removed or not edit.added
    is_short = one_sided and len(words) <= _LONGEST_STAMP
    return edit.at_edge and is_short and not has_verb(" ".join(words))


def _figure(word: str) -> str:
    return word.replace(",", "").rstrip(".:/-")


def _changes_meaning(edit: Edit) -> bool:
    removed = {w.lower() for w in edit.removed}
    added = {w.lower() for w in edit.added}
    if any(_turns(w, added) for w in removed) or any(_turns(w, removed) for w in added):
        return True
    if not edit.removed or not edit.added:
        return not edit.at_edge and any(map(_is_name, edit.removed + edit.added))
    return _other_names(edit.removed, edit.added) or _other_names(edit.added, edit.removed)


def _turns(word: str, counterpart: set[str]) -> bool:
    """Whether it gives the sentence another meaning and is no mere slip of the other's word."""
    return (
        word in _TURNS_MEANING
        and word not in counterpart
        and not any(_is_slip(word, other) for other in counterpart)
    )


def _is_slip(one: str, other: str) -> bool:
    return other not in _TURNS_MEANING and one_slip_apart(one, other)


def _other_names(words: Segment, counterpart: Segment) -> bool:
    candidates = [c.lower() for c in counterpart]
    return any(_is_name(word) and not _is_spelled_in(word.lower(), candidates) for word in words)


def _is_spelled_in(word: str, candidates: Sequence[str]) -> bool:
    return any(
        SequenceMatcher(None, word, candidate).ratio() >= _CLOSE_SPELLING
        for candidate in candidates
    )


def _is_name(word: str) -> bool:
    return re.match(r"[A-Z]", word) is not None and word.lower() not in STOP_WORDS
