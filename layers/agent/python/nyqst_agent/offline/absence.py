"""Sentences that say what the documents do not say."""

import re

from nyqst.research.model.brief import Gap

_WHAT_IS = re.compile(
    r"^(?P<wh>what|who|where|when|which)\s+(?P<be>is|are|was|were)\s+(?P<np>(?:the|its|their|an?|[A-Z][\w'’.-]*)\b[^?]*)$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"\b\w+(?:ed|en)\b(?! (?:of|by|for|in) )", re.IGNORECASE)
_QUESTION = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|should|will|would|has|have)\b",
    re.IGNORECASE,
)
_SAY_ABOUT = re.compile(r"^what (?:do|does) the documents say about (?P<what>.+)$", re.IGNORECASE)


def absence(gap: Gap) -> str:
    asked = gap.question.strip().rstrip("?.! ")
    if about := _SAY_ABOUT.match(asked):
        return f"Nothing was found on {about['what']}."
    if asked.startswith("what the documents in "):
        return f"It is left open {asked}."
    found = _WHAT_IS.match(asked)
    if found and not _PARTICIPLE.search(found["np"]) and len(found["np"].split()) <= 12:
        return (
            f"The documents do not say {found['wh'].lower()} {found['np']} {found['be'].lower()}."
        )
    if _QUESTION.match(asked):
        return f"The documents do not answer the question “{asked}?”"
    return f"Nothing was found on {asked}."
