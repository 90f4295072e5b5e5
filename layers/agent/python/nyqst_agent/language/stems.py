"""Stems: what is left of an English word when its endings are taken off."""

from functools import lru_cache

from Stemmer import Stemmer  # type: ignore[import-not-found]

_LONGEST = 40
_APART = {
    "sales": "sales", "goods": "goods", "news": "news", "customer": "customer",
    "customers": "customer", "parental": "parental", "authority": "authority",
    "authorities": "authority", "university": "university", "universities": "university",
    "international": "international", "internal": "internal", "important": "important",
    "importance": "important", "executive": "executive", "executives": "executive",
    "rating": "rating", "ratings": "rating", "several": "several",
    "secured": "secured", "founded": "founded", "unsecured": "unsecured", "insecure": "secur",
}  # fmt: skip
"""Words that the stemmer throws together with others of another meaning."""

APART = frozenset(_APART.values())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one lower-case word. Words with digits and very long ones stay as they are.

    A new stemmer for each new word costs a microsecond and makes this safe among threads.
    """
    if word in _APART:
        return _APART[word]
    if len(word) < 3 or len(word) > _LONGEST or not word.isalpha():
        return word
    return str(Stemmer("english").stemWord(word))
