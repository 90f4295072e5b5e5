"""Questions that set two things side by side."""

import re

_COMPARES = re.compile(
    r"\b(?:compare|difference|differences|differ|versus|vs\.?|better than"
    r"|compared (?:with|to)|rather than)\b",
    re.IGNORECASE,
)
_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bcompare\s+(?P<one>.+?)\s+(?:and|with|to|against|versus"
        r"|vs\.?)\s+(?P<two>.+?)(?=[?.!,;:]|$|\s(?:in terms|with regard|as to|for|on"
        r"|by|in)\b)",
        r"\bdifferences?\s+between\s+(?P<one>.+?)\s+and\s+(?P<two>.+?)(?=[?.!,;:]|$|\s(?:in|for|on|when|with)\b)",
        r"\bhow\s+(?:do|does)\s+(?P<one>.+?)\s+(?:and|differ from|compare (?:to"
        r"|with))\s+(?P<two>.+?)(?=[?.!,;:]|$|\s(?:differ|compare)\b)",
        r"\b(?:is|are)\s+(?P<one>.+?)\s+(?:better|worse|cheaper|faster|safer|larger"
        r"|more \w+)\s+than\s+(?P<two>.+?)(?=[?.!,;:]|$)",
        r"(?P<one>[\w'’./-]+(?:\s[\w'’./-]+)?)\s+(?:versus|vs\.?)\s+(?P<two>[\w'’./-]+(?:\s[\w'’./-]+)?)",
    )
)
_SHARED_NOUN = re.compile(r"^(?:the\s+)?(?P<head>[\w'’./-]+)\s+(?P<noun>[a-z]+s)$")


def compared(question: str) -> tuple[str, str] | None:
    """The two things, the noun that they share put to both: "the Basic plan", "the Pro plan"."""
    if not _COMPARES.search(question):
        return None
    for pair in _PAIRS:
        if match := pair.search(question):
            one, two = match["one"].strip(), match["two"].strip()
            shared = _SHARED_NOUN.match(two)
            if shared and len(one.replace("the ", "").split()) == 1:
                noun = shared["noun"].removesuffix("s")
                head = shared["head"]
                return f"the {one.removeprefix('the ')} {noun}", f"the {head} {noun}"
            return one, two
    return None
