"""Which statements speak of risks, and which of opportunities."""

import re

_RISKS = re.compile(
    r"""\b(?:risks?|risky|lawsuit|litigation|sue[ds]?|disput\w+|claims?\ against|breach\w*
        |default(?:ed|ing)\b|overdue|arrears|penalt\w+|fine[ds]?\b
    |investigat\w+|non-?complian\w+|violat\w+|vulnerab\w+|outages?|downtime|data\ loss
    |leak\w*|compromised|hack\w*|incident\w*
    |depend(?:s|ent|ence|ency)\ on|single\ (?:supplier|customer|point)|concentrat\w+
    |key[- ]person|resign\w*|attrition|churn\w*
    |declin\w+|loss(?:es)?\b|deficit|shortfall|impair\w+|write-?off|overrun|overspen\w+
    |delay\w*|behind\ schedule|expir\w+|terminat\w+
    |uncertain\w*|threat\w*|warn\w*|fail(?:s|ed|ure|ures|ing)?\b|unresolved|unsecured|unpaid|unlicensed|infring\w+|covenant|indemn\w+
    |change[- ]of[- ]control|deprecated|end[- ]of[- ]life|technical\ debt|shortage|exposure
    |contingent|adverse|critical|weakness\w*
    |cannot\ be\ (?:undone|recovered|restored)|not\ (?:insured|covered|encrypted|backed\ up
    |renewed|supported))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OPPORTUNITIES = re.compile(
    r"""\b(?:opportunit\w+|potential(?:ly)?\ (?:to|for|growth|upside|saving\w*)|upside
        |expan(?:d|ds|sion|ding)|new\ market|pipeline|cross-?sell\w*
    |upsell\w*|synerg\w+|sav(?:e|es|ings?)\b|efficienc\w+|could\ (?:increase|grow|raise|save
    |add|win|reduce)|growth\ (?:plan|opportunity|potential)
    |patent(?:s|ed)?\ granted|awarded|won\b|renewed\b|record\ (?:year|quarter|revenue|sales)
    |strong\ (?:demand|growth|pipeline)|untapped|underpriced
    |market\ leader|exclusive|grant\ of|letter\ of\ intent|signed\ a\ (?:new|letter))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_RELIEF = re.compile(
    r"\b(?:no|without|not\ (?:aware|subject)|never|nil|zero|free\ of|settled|resolved"
    r"|fixed|dismissed|repaid|mitigated)\b",
    re.IGNORECASE | re.VERBOSE,
)


def risk(text: str) -> int:
    """How many things it names that may go wrong; none if it says that they do not."""
    return 0 if _RELIEF.search(text) else len({m.lower() for m in _RISKS.findall(text)})


def opportunity(text: str) -> int:
    return 0 if _RELIEF.search(text) else len({m.lower() for m in _OPPORTUNITIES.findall(text)})
