"""Turns of phrase by which a sentence speaks of a thing without naming it. Data only.

"A name may have up to 63 characters" tells a limit, "nginx is a web server" gives an overview.
"""

import re
from functools import lru_cache

from nyqst_agent.language.stems import stem

_CUES = {
    "overview purpose description definition concept introduction what": (
        r"\b(?:is|are|was) (?:an?|the|used|designed|intended|meant|responsible)\b"
        r"|\bprovides?\b|\ballows? (?:you|users|one|the)\b|\bconsists? of\b|\bserves?\b"
        r"|\bspeciali[sz]es\b|\bstands for\b|\bfounded\b|\bmanages?\b|\boffers?\b"
        r"|\bworks? by\b"
    ),
    "limit limitation maximum restriction constraint cap": (
        r"\bat most\b|\bno more than\b|\bnot more than\b|\bup to (?:\d|a |an |one|two|three)"
        r"|\bmaxim\w+|\bminim\w+|\bat least\b|\bcannot\b|\bcan not\b|\bcan only\b"
        r"|\bmust not\b|\bmay not\b|\bnot (?:possible|supported|allowed|able|available"
        r"|more than)\b|\bunsupported\b|\blimit\w*|\bonly (?:works?|one|once|if|when"
        r"|supports?|a single)\b|\bexceed\w*|\blarger than\b|\blonger than\b|\brestrict\w*"
        r"|\bdoes(?: not|n't) support\b|\bwithin \d"
    ),
    "configure configuration config setting set": (
        r"\bconfig\w*|\bdirectives?\b|\boptions?\b|\bsettings?\b|\bparameters?\b|\b(?:set"
        r"|enabled?|disabled?|specif(?:y|ied|ies)) (?:by|in|with|to|the|using|via)\b"
        r"|\b(?:can|may|must|should) be (?:set|specified|given|changed|enabled|disabled"
        r"|configured|overridden)\b|/etc/\S+|\.(?:conf|cfg|ini|ya?ml|toml)\b"
        r"|\bdefaults? (?:to|is|are|value)\b|\bby default\b"
    ),
    "install installation setup requirement prerequisite dependency": (
        r"\binstall\w*|\brequires?\b|\brequired\b|\bdepends? on\b|\bneeds? (?:to be|a|an|the"
        r"|at least)\b|\bpackage\w*|\bapt(?:-get)?\b|\bcompil\w+|\bbuild\b"
        r"|\bmust be (?:present|available|installed)\b"
    ),
    "use usage command example": (
        r"\b(?:to|you can|can be) (?:use[ds]?|run|invoked?|called?|started?|executed?)\b"
        r"|\brun(?:s|ning)? (?:as|by|from|with|the|daily|it)\b|\bcommand line\b|\binvo\w+"
        r"|\busage\b|\bexamples?\b|\bfor example\b"
    ),
    "size length": (
        r"\b\d+(?:\.\d+)?\s?(?:[KMGT]i?B|bytes?|characters|metres|meters|km|cm|m²)\b"
        r"|\b(?:larger|smaller|longer|shorter|bigger) than\b"
    ),
    "default": (r"\bby default\b|\bdefaults? (?:to|is|are|value)\b|\bthe default\b"),
    "problem issue bug error troubleshoot fault fail wrong mistake": (
        r"\b(?:fail\w*|errors?|bugs?|crash\w*|corrupt\w*|cannot|unable|warning\w*|problem\w*"
        r"|incorrect\w*|wrong\w*|broken|hang(?:s|ing)?|does not work|lost|loses"
        r"|known issues?|incident\w*|breach\w*|forged|fraud\w*|stolen|outage\w*|missed"
        r"|complaint\w*|accident\w*|mistake\w*|overdue|not (?:closed|recovered|met|working))\b"
    ),
    "security secure protect permission": (
        r"\b(?:secur\w+|permissions?|privilege\w*|root|authenticat\w+|encrypt\w+"
        r"|credential\w*|password\w*|vulnerab\w+|attack\w*|access control|untrusted"
        r"|certificat\w+)\b"
    ),
    "cause reason why": (
        r"\b(?:because|due to|caused by|cause[ds]?|owing to|as a result of|led to"
        r"|result(?:ed|s) in|triggered|root cause|reason)\b"
    ),
    "decision decide approve agree": (
        r"\b(?:decided|agreed|approved|resolved|adopted|chose|chosen|selected|rejected"
        r"|authori[sz]ed|signed off|go ahead)\b"
    ),
    "plan next action roadmap": (
        r"\b(?:will|plans? to|planned|intends? to|next step|scheduled|by the end of"
        r"|expected to|due (?:by|on|in)|to be \w+ed)\b"
    ),
    "status progress milestone": (
        r"\b\d+ of (?:the )?\d+\b|\b(?:migrated|delivered|amber|overdue)\b|"
        r"\b(?:completed?|on track|behind|ahead of|delayed|in progress|under way|underway"
        r"|finished|live|launched|started|pending|remaining|so far|to date|per cent complete"
        r"|% complete)\b"
    ),
    "deadline schedule timeline date": (
        r"\b(?:by|due|until|deadline|from|on|before|after|starts?|ends?)\b.{0,20}\d"
    ),
    "responsible responsibility team manager": (
        r"\b(?:responsible|in charge|owns?|leads?|led by|manages?|managed by|reports to"
        r"|appointed|heads?|headed by|chairs?|contact)\b"
    ),
    "rule must required obligation duty": (
        r"\b(?:must|shall|required|may not|must not|prohibited|forbidden|mandatory|obliged"
        r"|has to|have to)\b"
    ),
    "entitlement allowance": (
        r"\b(?:entitled|allowance|eligible|receives?|granted|may claim|up to|days? of)\b"
    ),
    "exception breach": (
        r"\b(?:except|unless|exempt\w*|breach\w*|disciplin\w+|violation\w*|waiv\w+"
        r"|consequence\w*|dismiss\w+)\b"
    ),
    "impact consequence affect loss": (
        r"\b(?:affect\w*|impact\w*|lost|loss|unavailable|down for|customers? (?:were|was"
        r"|could)|cost|result(?:ed|ing) in|led to)\b"
    ),
    "mitigation response fix restore": (
        r"\b(?:restored|fixed|mitigated|rolled back|switched|replaced|patched|resolved"
        r"|recovered|repaired|responded|contained)\b"
    ),
    "lesson prevention recommendation": (
        r"\b(?:recommend\w*|should|lessons?|prevent\w*|in future|going forward|avoid"
        r"|improve\w*|introduced?|will be)\b"
    ),
    "version change upgrade compatibility": (
        r"\b(?:versions? \d|since version|as of version|upgrad\w+|deprecat\w+|removed in"
        r"|introduced in|compatib\w+|migrat\w+|no longer|renamed|changed)\b"
    ),
    "risk threat danger": (
        r"\b(?:risks?|threat\w*|exposed|exposure|depend(?:s|ent|ence) on|could (?:lose|fail"
        r"|lead)|uncertain\w*|vulnerab\w+|concern\w*|warn\w*|danger\w*|bad idea|careful\w*"
        r"|caution|beware|lose|lost|destroy\w*|irreversibl\w+|cannot be undone|pitfalls?"
        r"|caveats?|forced to|trouble)\b"
    ),
    "opportunity": (
        r"\b(?:opportunit\w+|potential|upside|could (?:increase|grow|save|raise)|expan\w+"
        r"|untapped|synerg\w+)\b"
    ),
    "goal objective aim scope": (
        r"\b(?:aims?|goals?|objectives?|intended to|in order to|in scope|out of scope"
        r"|so that|purpose|meant to|target)\b"
    ),
    "advantage benefit strength": (
        r"\b(?:advantages?|benefits?|faster|cheaper|better|strong\w*|improv\w+|easier"
        r"|saves?)\b"
    ),
    "disadvantage weakness drawback": (
        r"\b(?:disadvantages?|drawbacks?|slower|costlier|worse|weak\w*|lacks?|harder"
        r"|fails?)\b"
    ),
}

SEARCHED_WITH = {
    stem(word): hints
    for words, hints in {
        "overview purpose description introduction": "introduction features readme designed program"
        " provides tool allows goal",
        "limit restriction limitation": "maximum exceed cannot only unsupported larger",
        "configure configuration setting": "configuration file option set default example",
        "install installation": "install package download requirements build",
        "use usage": "usage example run command start",
        "risk danger": "risk danger warning caution careful problem lost bad idea",
        "problem troubleshoot troubleshooting": "error fails warning cannot fix",
        "wrong mistake": "incident failed failure breach error lost fraud missed problem",
        "obligation duty": "shall must required notify pay",
        "security": "security encryption permissions password root attack",
        "cause": "because due caused root reason",
        "status progress": "completed track behind finished delayed progress",
        "decision": "agreed decided approved rejected",
        "outlook": "forecast expected plan growth",
    }.items()
    for word in words.split()
}
"""Words that stand where the thing is told, to search with."""

_BY_STEM = {stem(word): pattern for words, pattern in _CUES.items() for word in words.split()}


@lru_cache(maxsize=128)
def _pattern(word_stem: str) -> re.Pattern[str] | None:
    pattern = _BY_STEM.get(word_stem)
    return re.compile(pattern, re.IGNORECASE) if pattern else None


@lru_cache(maxsize=65536)
def cued(stemmed: str, text: str) -> bool:
    """Whether the text has a turn of phrase that speaks of what the word names."""
    pattern = _pattern(stemmed)
    return pattern is not None and pattern.search(text) is not None
