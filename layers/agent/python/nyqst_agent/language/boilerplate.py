"""Text that documents carry around and that tells nothing of their subject."""

import re

_BOILERPLATE = re.compile(
    r"""
    all\ rights\ reserved|©|\(c\)\ (?:19|20)\d\d|copyright\ (?:©|\(c\)|(?:19|20)\d\d)
    | permission\ is\ hereby\ granted|without\ warranty\ of\ any\ kind|provided\ "?as\ is|as-is
    | merchantability|fitness\ for\ a\ particular\ purpose|redistribut\w+\ (?:and\ use\ )?in\ source
    | free\ software\ foundation|gnu\ general\ public\ license|under\ the\ terms\ of\ the\ gnu
    | this\ (?:e-?mail|message|communication|document)\b.{0,60}\b(?:confidential
    |intended\ (?:solely|only))
    | if\ you\ (?:have\ received|are\ not\ the\ intended)|intended\ recipient|strictly\ confidential
    | (?:private|commercial)\ (?:and|&|in)\ confiden|do\ not\ (?:distribute|circulate|forward)\b
    | ^page\ \d+|\bpage\ \d+\ of\ \d+\b|^-\ ?\d+\ ?-$|intentionally\ left\ blank
    | table\ of\ contents|^contents$|click\ here|cookies?\ (?:to|policy)|accept\ (?:all\ )?cookies
    | (?:back|return)\ to\ top|^(?:next|previous|prev|up|home|index|search|share|print)(?:\s
    |$)(?:\S+\s?){0,4}$
    | skip\ to\ (?:main\ )?content|sign\ up\ for|subscribe\ to\ our|follow\ us\ on|unsubscribe
    | ^(?:generated|created|built|rendered|converted)\ (?:by|with|using|on|from)\b
    |last\ (?:updated|modified|changed)(?:\ on|:|\ \d)
    | ^(?:printed|downloaded|exported|retrieved)\ (?:on|from|at)\b|edit\ (?:this\ page|on\ github)
    | ^(?:best|kind|warm)?\ ?regards\b|^(?:many\ )?thanks[,.!]|^(?:dear|hi
    |hello)\b.{0,40},?$|^sincerely
    | sent\ from\ my\ |^on\ .{4,60}\ wrote:$|-{3,}\ ?(?:original|forwarded)\ message
    | ^(?:from|to|cc|bcc|subject|sent|reply-to|message-id|x-[\w-]+)\s*:
    | ^(?:doc(?:ument)?|file|ref(?:erence)?)\ ?(?:no|id|name|number|ref)?\.?\s*:
    | ^(?:thank\ you\ for|thanks\ for|we\ look\ forward|looking\ forward|i\ hope\ (?:this
    |you)|please\ find\ (?:attached|enclosed)|(?:attached|enclosed)\ (?:please|is|are)\b)
    | ^(?:\w+\ ){0,2}(?:prepared|compiled|written|drafted|taken|edited)\ by\b
    | ^(?:present|apologies|attendees|in\ attendance|participants|attending
    |minutes\ taken\ by|chair)\s*:
    | ^(?:version|revision|rev|status|author|authors|prepared\ (?:by|for)|reviewed\ by|owner
    |classification|distribution|date|dated|title|tags?|category)\s*:
    | [A-Z][\w\ ]+\ \[[A-Z][^\]\n]{3,60}\](?:,\s|\W*$)
    | ^signed\ (?:for|by|on\ behalf)\b|^(?:an?\ )?extract\ (?:of|from)\b|\bare\ not\ reproduced\b
    | ^(?:client|circulation|project|recipients?|addressee|prepared|presented\ to|copies?|copy\ to
    |your\ ref|our\ ref|source|exported|generated|meeting|venue|approved\ by|issued|sheet|signed
    |signature)\s*:
    | ^(?:draft|final)\b(?:\ version)?[,.:;]|^replaces\ the\ (?:draft|version|previous|earlier)\b
    | \bcan\ go\ into\ the\ data\ room\b|\b(?:exported|generated)_at\b
    | ^(?:see\ also|for\ more\ information|for\ (?:further\ )?details|please\ (?:see|refer)
    |refer\ to)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ABOUT_ITSELF = re.compile(
    r"^(?:this|the\ following|the\ present)\ "
    r"(?:document|page|section|chapter|guide|manual|article|report|memo|note|file|book|appendix|paper"
    r"|tutorial|table|list|figure|presentation|summary)\b"
    r".{0,30}\b(?:describes?|explains?|contains?|covers?|provides?|lists?|shows?|discusses|gives?"
    r"|presents?|summari[sz]es?|documents|is|sets\ out|outlines?|details|introduces?|assumes?)\b"
    r"|^in\ this\ (?:document|page|section|chapter|guide|article|report)",
    re.IGNORECASE,
)
_LICENSING = re.compile(
    r"licen[cs]|copyright|warrant|confidential|permission|redistribut|merchantab|rights reserved"
    r"|©|\(c\)|gnu|free software",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(r"present|apolog|atten|participa|chair|minutes", re.IGNORECASE)
_META = re.compile(r"version|status|author|date|owner|classification", re.IGNORECASE)


_CHANGE_ENTRY = re.compile(
    r"^(?:\*\)\s*)?(?:bug ?fix|feature|change|security|workaround)\s*:"
    r"|^fix(?:e[ds])?\b|^(?:add(?:ed|s)?|remove[ds]?|update[ds]?|bump(?:ed)?|improve[ds]?|merge[ds]?"
    r"|revert(?:ed)?|drop(?:ped)?|rename[ds]?|refactor(?:ed)?|implement(?:ed)?|allow(?:ed)?|use)\b"
    r"(?:.*\(#?\d+\)|.*closes:? #\d+|[^.]*$)",
    re.IGNORECASE | re.DOTALL,
)
_CHANGES = re.compile(
    r"\b(?:chang|version|release|new|fix|bug|histor|upgrad|updat|improv|compat)\w*", re.IGNORECASE
)


def is_change_entry(text: str, *, about: str = "") -> bool:
    """A line of a change log, unless changes are what is asked about."""
    return _CHANGE_ENTRY.match(text.strip()) is not None and not _CHANGES.search(about)


def is_boilerplate(text: str, *, about: str = "") -> bool:
    """`about` is what is asked: a question about the licence makes licence terms content."""
    bare = text.strip()
    found = _BOILERPLATE.search(bare)
    if found is None:
        return False
    topics = (_LICENSING, _META, _ATTENDANCE)
    wanted = next((topic for topic in topics if topic.search(found[0])), None)
    return not (wanted and wanted.search(about))


def is_about_itself(text: str) -> bool:
    """Whether it tells what the document does, not what it says."""
    return _ABOUT_ITSELF.search(text) is not None
