"""Words that decide whether two statements speak of the same thing. Data only."""

REPORTING = frozenset(
    """
    stand stood amount reach total come rise rose grow grew fall fell increase decrease record
    report
    remain equal compris around approxim about show state note say said accord expect current now
    today present previous former origin year end month quarter period date figur level number
    compani group firm busi includ full over next last per financi fiscal estim put assess believ
    describ annual approx roughli some just respect follow unaudit draft preliminari provision audit
    restat revis correct final updat amend remark effect
    """.split()
)
"""Stems that carry a statement without telling what it is about."""

GENERIC_ATTRIBUTES = frozenset(
    """
    default total amount number price valu limit maximum minimum rate durat size period date count
    time status version cost fee score target term level result set option paramet field type
    averag sum unit
    """.split()
)
"""Attributes that everything has: alone they do not tell whose they are."""

OPPOSITES = (
    ("maximum", "minimum"), ("gross", "net"), ("before", "after"), ("open", "close"),
    ("averag", "total"), ("month", "annual"), ("monthly", "annual"), ("monthly", "quarter"),
    ("upper", "lower"), ("intern", "extern"), ("domest", "intern"), ("basic", "dilut"),
    ("buyer", "seller"), ("input", "output"), ("read", "write"), ("sourc", "destin"),
    ("start", "end"), ("begin", "end"), ("first", "second"), ("new", "exist"), ("cash", "debt"),
    ("incom", "expens"), ("asset", "liabil"), ("current", "forecast"), ("current", "target"),
    ("larg", "small"), ("senior", "junior"), ("perman", "temporari"), ("full", "part"),
    ("north", "south"), ("east", "west"), ("men", "women"), ("actual", "budget"),
    ("actual", "forecast"), ("soft", "hard"), ("weekday", "weekend"), ("daili", "week"),
    ("daili", "month"), ("week", "month"), ("hour", "daili"), ("inbound", "outbound"),
    ("voluntari", "involuntari"), ("product", "stage"), ("client", "server"), ("min", "max"),
)  # fmt: skip
"""Stems of which two statements about the same thing cannot each have one."""

MEASURES = frozenset(
    """
    financi financ revenu profit earn ebitda loss debt cash margin growth perform result budget cost
    expens loan borrow overdraft asset liabil equiti invest capit turnov churn leav lost fund price
    fee rent leas charg tax
    """.split()
)
"""Stems of measures that are searched for together and yet are not the same."""

SUPPOSED = frozenset(
    """
    forecast target budget plan project guidanc predict assum scenario would could should if
    propos aim goal hope propos expect potenti might hypothet
    """.split()
)
"""A statement with one of these tells what may be, not what is."""

CORRECTING = (
    "restated", "corrected", "correction", "revised", "audited", "final", "amended", "updated",
    "superseded", "supersedes", "replaces", "replaced", "no longer", "actual", "confirmed",
    "amendment", "corrigendum", "erratum",
)  # fmt: skip
"""Words of a statement or title that make it the better authority."""

TENTATIVE = (
    "previously", "formerly", "originally", "initially", "preliminary", "unaudited", "provisional",
    "estimated", "draft", "used to", "at the time", "back then", "until recently", "was then",
    "management accounts", "subject to audit", "indicative", "flash", "first published",
)  # fmt: skip
"""Words of a statement or title that make it the lesser one."""

PARTS = frozenset(
    """
    spend spent pay paid left remain drawn commit outstand repaid repay rais alloc avail unus save
    miss lack overspent overspend short request claim propos ask
    """.split()
)
"""Stems by which an amount is a part of another one: spent of the budget, left of the leave."""

UNIQUE_EVENTS = frozenset(
    """
    end expir expiri lapse due deadlin start commenc begin launch complet renew renewal effect close
    found founded incorpor establish sign termin deliv releas matur retir cutov migrat publish open
    appoint
    """.split()
)
"""Events that happen once, so that two dates for one of them disagree."""

AMENDING = (
    "amendment",
    "amending",
    "addendum",
    "variation",
    "corrigendum",
    "erratum",
    "supplemental",
    "supplement",
)
"""Words of a title by which a text changes single clauses of another one."""

UNDERTAKINGS = (
    "order",
    "contract",
    "project",
    "plan",
    "purchase",
    "programme",
    "program",
    "proposal",
    "scheme",
    "tender",
    "launch",
    "construction",
    "acquisition",
    "merger",
    "extension",
    "relocation",
    "opening",
    "move",
    "rollout",
    "agreement",
    "offer",
    "decision",
    "purchase",
    "new",
    "building",
    "work",
    "announcement",
    "development",
)
"""What may be called off, whatever it is of."""

FIXED_EVENTS = frozenset("founded found incorpor establish sign born acquir launch publish".split())
"""Events of the past: a later text is no better authority on them."""

SINGLE_HOLDER_ROLES = (
    "chief executive officer", "chief executive", "ceo", "chief financial officer", "cfo",
    "finance director", "chief technology officer", "cto", "chief operating officer", "coo",
    "managing director", "chairman", "chairwoman", "chairperson", "chair", "general counsel",
    "company secretary", "data protection officer", "dpo", "ciso", "head of sales",
    "head of engineering", "head of finance", "head of operations", "head of people", "head of hr",
    "head of product", "head of marketing", "head of legal", "project manager", "project sponsor",
    "sponsor", "account manager", "auditor", "auditors", "landlord", "insurer", "principal",
    "headteacher", "editor", "maintainer", "treasurer", "secretary", "president",
)  # fmt: skip
"""Roles that one person or firm holds at a time."""

DIRECTORS = (
    r"(?:managing|medical|finance|financial|technical|commercial|clinical|creative|artistic|executive"
    r"|sales|marketing|operations|research|programme|program|deputy|general|legal|hr|it) director"
)
"""A pattern for directors of whom a house has one."""
