"""Is a sentence in English? Judged by its little words."""

from nyqst_agent.language.stems import stem
from nyqst_agent.language.stop_words import STOP_WORDS
from nyqst_agent.language.synonyms import knows
from nyqst_agent.language.words import lowered

_FOREIGN = frozenset(
    """
    der die das und ist nicht mit für von den dem ein eine auf auch sich werden wird im zu des
    le la les et est une dans pour que qui sur avec pas sont du au aux ce cette par plus
    el los las y es una por para con del se al su como más
    il di che e è per della nel sono alla het een van op zijn niet voor og på er til av ikke
    """.split()
)
_LEAST_SHARE = 0.3


def is_english(text: str) -> bool:
    """Short texts and such without letters pass: nothing speaks against them."""
    found = [word for word in lowered(text) if word.isalpha()]
    if len(found) < 6:
        return True
    foreign = sum(word in _FOREIGN and word not in STOP_WORDS for word in found)
    familiar = sum(word in STOP_WORDS or knows(stem(word)) for word in found)
    return foreign * 5 < len(found) and familiar >= len(found) * _LEAST_SHARE
