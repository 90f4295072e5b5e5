"""The kind of thing that would answer a question."""

import re
from enum import StrEnum


class Wanted(StrEnum):
    ANYTHING = "anything"
    FIGURE = "figure"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    CAUSE = "cause"
    PROCEDURE = "procedure"


_WANTED = tuple(
    (re.compile(pattern, re.IGNORECASE), wanted)
    for pattern, wanted in (
        (r"\bhow (?:long|often|soon|late|early|old)\b|\bwhen (?:is|are|was|were|did"
            r"|does|do|will|has|had|exactly)\b|\b(?:what|which) (?:date|day|year|month)\b"
            r"|\bsince when\b|\bdeadline\b", Wanted.TIME),
        (r"\bhow (?:much|many|large|big|high|fast|far)\b|\bwhat (?:percentage|share"
            r"|proportion|number|amount|price|fee)\b", Wanted.FIGURE),
        (r"\bwho(?:se|m)?\b", Wanted.PERSON),
        (r"\bwhere\b", Wanted.PLACE),
        (r"\bwhy\b|\bwhat (?:caused|led to|is the reason|was the reason|are the reasons"
            r"|were the causes)\b|\bhow come\b", Wanted.CAUSE),
        (r"\bhow (?:do|can|to|should|would|must|does one|could)\b|\bwhat (?:should|can"
            r"|must|do) (?:i|we|you|one) do\b", Wanted.PROCEDURE),
    )
)  # fmt: skip


def wanted(question: str) -> Wanted:
    return next((kind for shape, kind in _WANTED if shape.search(question)), Wanted.ANYTHING)
