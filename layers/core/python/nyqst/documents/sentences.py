"""Where a sentence surely ends: used to cut long paragraphs, so it prefers too few to too many."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"""
    (?<! [.!?…] ) [.!?…]+ ["'”’»)\]]* \s+ (?= ["'“‘«(\[]? [^\W_a-zß-öø-ÿ] )
    | [。！？] [”’」』）]* \s* (?= [^。！？] )
    """,
    re.VERBOSE,
)

_LAST_WORD = re.compile(r"[\w.&]{1,12}$")

_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st sr jr inc ltd corp co plc llc bros vs etc al e.g i.e eg ie cf ca approx
    no nos fig figs eq sec art vol pp p ed eds dept est gen gov hon rev capt sgt col
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one line of text; together they leave out only white space."""
    begin = start
    for match in _END.finditer(text, start, end):
        if _is_abbreviation(text[max(begin, match.start() - 12) : match.start()]):
            continue
        yield begin, match.start() + len(match[0].rstrip())
        begin = match.end()
    yield begin, end


def _is_abbreviation(before: str) -> bool:
    """Also an initial, as in "J. Smith" or "the U.S. Treasury"."""
    match = _LAST_WORD.search(before)
    if match is None:
        return False
    word = match[0].lower()
    return word in _ABBREVIATIONS or (word[-1].isalpha() and word[-2:-1] in ("", "."))
