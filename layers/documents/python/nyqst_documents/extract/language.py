"""Which language a text is in: by its script, and within a script by its commonest words."""

import re
from collections import Counter

from nyqst_documents.extract.common_words import COMMON_WORDS

_SAMPLE = 40_000
"""Characters that are looked at: the share of common words settles within a page or two."""
_FEWEST_LETTERS = 12
_FEWEST_WORDS = 8
_LEAST_SHARE = 0.12
"""Of common words among all words. Running text has 0.3 to 0.5, lists of names next to none."""

_LATIN_WORD = re.compile(r"(?<!\w)[a-zß-öø-ÿāăąćčďđęěėğīįłńňőōřśšşťūůűźžżșț]+(?:['’][a-z]+)?(?!\w)")

_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af\u1100-\u11ff]"),
    ("zh", r"[\u4e00-\u9fff\u3400-\u4dbf]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("el", r"[\u0370-\u03ff\u1f00-\u1fff]"),
    ("ar", r"[\u0600-\u06ff\u0750-\u077f]"),
    ("he", r"[\u0590-\u05ff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("bn", r"[\u0980-\u09ff]"),
    ("ta", r"[\u0b80-\u0bff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("ka", r"[\u10a0-\u10ff]"),
    ("hy", r"[\u0530-\u058f]"),
)
_SCRIPT_PATTERNS = tuple((language, re.compile(script)) for language, script in _SCRIPTS)

_TELLING_LETTERS = {
    "ru": (("uk", "іїєґ"), ("sr", "ђћџљњј"), ("be", "ў"), ("ru", "ыэ"), ("bg", "ъ")),
    "ar": (("ur", "ٹڈےں"), ("fa", "پچژگ")),
}
"""Letters that one language of a script has and its sisters have not; the first found decides."""

_LETTERS_A_CHARACTER = {"ja": 3, "zh": 3, "ko": 2}
"""How many letters of an alphabet say as much as one character."""

_KANA_OF_JAPANESE = 0.1
"""Japanese may have more Han characters than kana; Chinese has no kana."""


def language_of(text: str) -> str:
    """ISO 639-1, or `und` for what is too short or has too little running text to tell."""
    sample = text[:_SAMPLE].lower()
    letters = sum(map(str.isalpha, sample))
    if letters < _FEWEST_LETTERS:
        return "und"
    return _by_script(sample, letters) or _by_words(_LATIN_WORD.findall(sample))


def _by_script(sample: str, letters: int) -> str | None:
    counts = {
        language: len(script.findall(sample)) * _LETTERS_A_CHARACTER.get(language, 1)
        for language, script in _SCRIPT_PATTERNS
    }
    if counts["ja"] > _KANA_OF_JAPANESE * (counts["ja"] + counts["zh"]):
        counts["ja"] += counts["zh"]
    language, most = max(counts.items(), key=lambda count: count[1])
    if most <= max(letters, sum(counts.values())) / 2:
        return None
    for sister, telling in _TELLING_LETTERS.get(language, ()):
        if any(letter in sample for letter in telling):
            return sister
    return language


def _by_words(words: list[str]) -> str:
    if len(words) < _FEWEST_WORDS:
        return "und"
    known = Counter(word for word in words if len(word) > 1)  # letters may be a register's
    scores = {
        language: sum(known[word] for word in common) / len(words)
        for language, common in COMMON_WORDS.items()
    }
    language, score = max(scores.items(), key=lambda item: item[1])
    return language if score >= _LEAST_SHARE else "und"
