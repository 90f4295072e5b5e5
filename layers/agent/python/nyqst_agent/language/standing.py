"""What a document's title and first lines say of its own standing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nyqst.research.model.evidence import Standing
from nyqst_agent.language.dates import dates
from nyqst_agent.language.editions import Edition
from nyqst_agent.language.words import stems

_HEAD = 900
_WORKS = (
    r"(?:document|version|edition|policy|list|price\s?list|memo|memorandum|agreement|contract|file|guide"
    r"|page|forecast|plan|handbook|procedure|manual|notice|schedule|report|statement|budget|note|letter"
    r"|register|charter|proposal|specification|standard|draft|paper|table|sheet|data|figures|information)"
)
_OUTDATED = re.compile(
    rf"""
    ^\W*(?-i:SUPERSEDED|OBSOLETE|WITHDRAWN|ARCHIVED|OUT\ OF\ DATE|OUTDATED)\b
    | ^\W*(?:superseded|withdrawn|archived)\ (?:by|on|in|since)\b | ^\W*no\ longer\ (?:valid
    |in\ force|current)\b
    | \bthis\ {_WORKS}\ (?:is|was|has\ (?:now\ )?been|were|are
    |have\ been)\ (?:now\ )?(?:superseded|replaced|withdrawn|obsolete|out\ of\ date|outdated
    |archived|retired|no\ longer)
    | \bstatus\W{{1,4}}(?:superseded|obsolete|withdrawn|archived|retired|replaced|expired
    |historical)
    | \b(?:kept|retained|provided|archived)\ (?:only\ )?for\ (?:historical|reference|record)
    | \bdo\ not\ use\ this\ {_WORKS}
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_DRAFT = re.compile(
    rf"^\W*draft\b|\bstatus\W{{1,4}}draft\b|\bthis\ (?:is\ a\ )?draft\b"
    rf"|\bdraft\ (?:for\ (?:discussion|comment|review)|{_WORKS})\b"
    r"|\bsubject\ to\ (?:audit|board\ approval|final\ approval)\b",
    re.IGNORECASE | re.MULTILINE,
)
_REPLACES = re.compile(
    rf"(?:^\W*|\b(?:this|the\ present|which|and|,)\ (?:{_WORKS}\ )?(?:fully\ |also\ |hereby\ )?)"
    r"(?:supersedes?|replaces?|superseding|replacing|amends\ and\ restates)\b:?\ "
    r"(?P<what>[^\n]{3,160})",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class ReplacedWork:
    """What a text says it replaces: stems of the words that name it, the year if it says one."""

    stems: frozenset[str]
    year: int | None


def declared_standing(text: str, editions: Iterable[Edition]) -> Standing:
    marks = tuple(editions)
    head = text[:_HEAD]
    if any(e.outdated for e in marks) or _OUTDATED.search(head):
        return Standing.OUTDATED
    final = any(e.final for e in marks)
    if any(e.draft for e in marks) or (_DRAFT.search(head) and not final):
        return Standing.DRAFT
    return Standing.CURRENT


def replaced_works(text: str) -> tuple[ReplacedWork, ...]:
    found = []
    for match in _REPLACES.finditer(text[:_HEAD]):
        what = match["what"]
        years = [mention.year for mention in dates(what) if mention.year]
        found.append(ReplacedWork(frozenset(stems(what)), years[0] if years else None))
    return tuple(found)
