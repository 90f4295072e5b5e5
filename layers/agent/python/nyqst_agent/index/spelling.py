"""Words of the corpus that a misspelt word may have been meant for."""

import sqlite3

from nyqst_agent.language.slips import likely_slip
from nyqst_agent.language.stems import stem
from nyqst_agent.language.synonyms import knows

_LAST_CHARACTER = "\U0010ffff"
_SHORTEST = 4
_MOST = 2


def corrections(database: sqlite3.Connection, term: str) -> tuple[str, ...]:
    """Empty if the corpus or the language has the word, or nothing is one slip away from it.

    The first letter is taken to be right.
    """
    if len(term) < _SHORTEST or not term.isalpha() or knows(stem(term)):
        return ()
    if database.execute("SELECT 1 FROM word WHERE stem = ? LIMIT 1", (stem(term),)).fetchone():
        return ()
    near = database.execute(
        "SELECT text FROM word WHERE text >= ? AND text < ? AND length(text) BETWEEN ? AND ?"
        " ORDER BY passages DESC, text",
        (term[0], term[0] + _LAST_CHARACTER, len(term) - 1, len(term) + 1),
    )
    return tuple(word for (word,) in near if likely_slip(term, word))[:_MOST]
