"""Finding a quotation in the text that it is said to be from."""

import re

from nyqst.documents.sentences import sentence_spans

_SHORTEST = 8
"""Characters: less says nothing about where it is from."""
_LONGEST = 800
"""A sentence longer than this is taken as it was quoted."""

_EDGES = " \t\r\n\"'“”‘’«»….…"
_FOLDED = str.maketrans("“”„«»‘’‚`´‐‑‒–—−", "\"\"\"\"\"'''''------")
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACE = re.compile(r"\s")


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Where the whole sentences stand that hold the quotation; None if they do not.

    Exactly first, then whatever the white space, the quotation marks, dashes and capitals are.
    """
    bare = quote.strip(_EDGES)
    if len(bare) < _SHORTEST:
        return None
    at = text.find(bare)
    found = (at, at + len(bare)) if at >= 0 else _find_folded(bare, text)
    return _whole_sentences(text, *found) if found else None


def _find_folded(quote: str, text: str) -> tuple[int, int] | None:
    folded, places = _fold(text)
    wanted, _ = _fold(quote)
    at = folded.find(wanted)
    return (places[at], places[at + len(wanted) - 1] + 1) if wanted and at >= 0 else None


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without differences that do not matter, and where each character of it stood."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = " " if _SPACE.match(character) else character.translate(_FOLDED).lower()
        if character in _UNSEEN or (plain == " " and folded[-1:] == [" "]):
            continue
        folded.extend(plain)
        places.extend([place] * len(plain))
    return "".join(folded), places


def _whole_sentences(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = _sentence_at(text, start), _sentence_at(text, end - 1)
    if last[1] - first[0] > _LONGEST:
        return start, end
    return min(start, first[0]), max(end, last[1])


def _sentence_at(text: str, place: int) -> tuple[int, int]:
    """Without the white space around it."""
    begin = text.rfind("\n", 0, place) + 1
    line_end = text.find("\n", place)
    end = len(text) if line_end < 0 else line_end
    spans = sentence_spans(text, begin, end)
    found = next((span for span in spans if span[1] > place), (begin, end))
    sentence = text[slice(*found)]
    return found[0] + len(sentence) - len(sentence.lstrip()), found[0] + len(sentence.rstrip())
