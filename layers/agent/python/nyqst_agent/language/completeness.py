"""Does a statement stand on its own, or only beside its neighbours?"""

import re

from nyqst_agent.language import shapes
from nyqst_agent.language.names import names
from nyqst_agent.language.quantities import quantities
from nyqst_agent.language.statements import Shape
from nyqst_agent.language.stop_words import STOP_WORDS
from nyqst_agent.language.synonyms import knows
from nyqst_agent.language.verbs import has_finite_verb, has_verb, starts_with_verb
from nyqst_agent.language.words import lowered, stems

_LEANS = re.compile(
    r"""^["'“‘(]*(?:
    (?:it|they|he|she|him|them|these|those|such|its|their|his|her|here|there)\b(?!\s+(?:is|are|was|were|will\s+be|has\s+been|have\s+been|exists?)\s+(?:a|an|no|not|one|two|three|several|many|some|also|currently|now|\d))
    | (?:it|they)\b
    | th(?:is|at|ese|ose)\b(?!\s+(?:agreement|policy|contract|lease|plan|program|package
    |command|software|library|tool|daemon|handbook|procedure|standard))
    | (?:but|and|or|so|nor|yet|then|thus|hence|therefore|however|instead|otherwise|still
    |conversely|moreover|furthermore|additionally|also|similarly|likewise|accordingly
    |consequently|nevertheless|nonetheless|meanwhile|alternatively|finally|lastly|secondly
    |thirdly|firstly|both|neither|either|again|rather|indeed)\b
    | (?:for\s+(?:this|that|example|instance|the\s+same)|in\s+(?:this|that|these|such
    |addition|other\s+words|contrast|either|both|the\s+(?:above|following|latter|former
    |same)|particular)|as\s+(?:a\s+result|such|above|mentioned|noted|described|shown|stated)
    |by\s+contrast|on\s+the\s+other\s+hand|to\s+(?:this|that|do\s+(?:this|that|so))
    |if\s+(?:so|not|this|that|it|they)|when\s+(?:this|that|it|they)|after\s+(?:this|that)
    |at\s+(?:this|that)|of\s+(?:these|those|this|that|which)|with\s+(?:this|that|these)
    |because\s+of\s+(?:this|that)|the\s+(?:former|latter|above|following|same|other|others
    |second|third|rest|remaining|remainder)|another|one\s+(?:such|of\s+(?:these|them|those))
    |some\s+of\s+(?:these|them)|more\s+than\s+that|same\b|see\b|note\s+that\s+(?:this|it))\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SAFE_OPENER = re.compile(
    r"^(?:however|therefore|moreover|furthermore|additionally|in addition|also|finally|lastly"
    r"|nevertheless|nonetheless|meanwhile|thus|hence|consequently|accordingly|as a result"
    r"|similarly|likewise|indeed|in particular|first|firstly|second|secondly|third|thirdly"
    r"|yes|well|note that|please note that|please note|note|importantly|notably|and|but|so"
    r"|again),?\s+(?=\S)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:note|warning|important|tip|caution|nb|n\.b\.)\s*[:|]\s+(?=\S)", re.IGNORECASE
)
_ADVERB = re.compile(
    r"^(?:(?:un)?fortunately|usually|normally|sometimes|often|typically|generally"
    r"|currently|by default"
    r"|internally|in practice|of course|in general),?\s+",
    re.IGNORECASE,
)
_REFERS_DOWN = re.compile(
    r"\b(?:the following(?! (?:year|month|day|week|quarter|morning|season)\b)(?: \w+)?|as follows"
    r"|(?:see|listed|shown|described|given|mentioned) (?:above|below)"
    r"|(?:above|below))\W*$|:$"
    r"|\b(?:next|previous|following|preceding|last) (?:section|chapter|paragraph"
    r"|example|table|page)s?\b",
    re.IGNORECASE,
)
_POINTS_BACK_EARLY = re.compile(
    r"^.{0,48}?\b(?:by|of|in|with|to|for|from|on|at|under|if|when|while|once|after"
    r"|before|because) (?:this|these|those|such) "
    r"(?!(?:agreement|policy|contract|lease|plan|program|package|command|software|library|tool|year"
    r"|month|quarter|week|point|time|day)s?\b)[a-z]+",
    re.IGNORECASE,
)
_EXPLAINS_BEFORE = re.compile(
    r"^the (?:main |real |only |other |first |key |most likely )?(?:reason|cause"
    r"|result|effect|difference"
    r"|consequence|problem|alternative|exception|rest|remainder|second|third)s? (?:was"
    r"|is|were|are|for this)\b",
    re.IGNORECASE,
)
_LEANS_WITHIN = re.compile(
    r"\b(?:in (?:this|that|such a) case|in (?:these|those|such) cases|for (?:this"
    r"|that) reason|this way"
    r"|(?:as|mentioned|described|explained|shown) above)\b"
    r"|\b(?:for|of|to|with|from|on|by|in) (?:it|them)\W*$",
    re.IGNORECASE,
)
_OPENS_LOW = re.compile(r"(?:we|i|our|my)\b")
"""A letter goes on so after "Dear Anna,"."""
_GO_WITHOUT_COMMA = frozenset({"note that", "please note that", "and", "but"})
_FEWEST_WORDS = 4
_NEEDS_NO_VERB = 7
"""Verbs are known by a list, so a long sentence is taken for one without."""
_MOST_WORDS = 75


def leans_on_neighbour(text: str) -> bool:
    """Whether its opening points back to something said before it."""
    bare = without_opener(without_label(text.lstrip("*_` ")))
    opens = _LEANS.match(_ADVERB.sub("", bare, count=1)) is not None
    return opens or any(
        pattern.search(bare) for pattern in (_EXPLAINS_BEFORE, _POINTS_BACK_EARLY, _LEANS_WITHIN)
    )


def without_label(text: str) -> str:
    """Without "Note:" and the like, which a text may have before any sentence."""
    return _LABEL.sub("", text, count=1)


def without_opener(text: str) -> str:
    """The text without connectives that can go without loss, such as "However, "."""
    while (opener := _SAFE_OPENER.match(text)) and _can_go(opener[0]):
        text = text[opener.end() :]
        text = text[:1].upper() + text[1:]
    return text


def _can_go(opener: str) -> bool:
    return opener.rstrip().endswith(",") or opener.strip().lower() in _GO_WITHOUT_COMMA


def is_assertion(text: str, shape: Shape) -> bool:
    """Whether it says something whole: no question, no heading, no half sentence."""
    count = len(lowered(text))
    if shape is Shape.FRAGMENT or not _FEWEST_WORDS - 2 <= count <= _MOST_WORDS:
        return False
    if text.rstrip("\"'”’)").endswith("?") or _REFERS_DOWN.search(text):
        return False
    if shape in (Shape.LIST, Shape.TERM):
        return True
    if shape in (Shape.FIELD, Shape.ROW):
        return _says_something(text)
    return _is_sentence(text, count, shape)


def _says_something(row: str) -> bool:
    cells = shapes.pairs(row) or [shapes.field(row) or ("", "")]
    filled = [value for _, value in cells if re.search(r"\w", value)]
    if not filled:
        return False
    if len(cells) > 1:
        return True
    ((key, value),) = cells
    if key.lower() == value.lower():
        return False
    return bool(re.search(r"\d", value) or names(value)) or len(value.split()) > _FEWEST_WORDS


def _is_sentence(text: str, count: int, shape: Shape) -> bool:
    if shapes.ends_sentence(text):
        long_enough = count >= _FEWEST_WORDS or (starts_with_verb(text) and "`" in text)
        says = has_verb(text) or (count > _NEEDS_NO_VERB and not text[0].isdigit())
        return _starts_whole(text) and long_enough and says
    if not _starts_whole(text):
        return shape is Shape.ITEM and has_verb(text) and bool(quantities(text))
    if quantities(text) and shape is Shape.ITEM:
        return count >= _FEWEST_WORDS
    enough = _FEWEST_WORDS if quantities(text) else _FEWEST_WORDS + 1
    if count < enough or _is_title_case(text) or _breaks_off(text):
        return False
    return has_finite_verb(text)


def _breaks_off(text: str) -> bool:
    """Whether its last word waits for another: "you should set", "is kept in the"."""
    last = lowered(text)[-1]
    return last in STOP_WORDS or (starts_with_verb(last) and not last.endswith("ed"))


def _starts_whole(text: str) -> bool:
    first = text.lstrip("\"'“‘(*_`")[:1]
    if not first.islower() or _OPENS_LOW.match(text):
        return True
    opening = re.split(r"[\s,]", text, maxsplit=1)[0]
    return not opening.isalpha() or not knows(stems(opening)[0])


def _is_title_case(text: str) -> bool:
    long_words = [word for word in re.findall(r"[A-Za-z][\w'-]*", text) if len(word) > 3]
    return bool(long_words) and all(word[0].isupper() for word in long_words)
