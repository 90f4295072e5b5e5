"""Currencies, magnitudes and units of measure. Data only."""

from decimal import Decimal

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollars": "USD", "dollar": "USD",
    "£": "GBP", "gbp": "GBP", "pounds": "GBP", "pounds sterling": "GBP",
    "€": "EUR", "eur": "EUR", "euros": "EUR", "euro": "EUR",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY",
    "chf": "CHF", "cad": "CAD", "c$": "CAD", "aud": "AUD", "a$": "AUD", "inr": "INR", "₹": "INR",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "cny": "CNY", "rmb": "CNY",
}  # fmt: skip

MAGNITUDES = {
    "k": Decimal(10) ** 3, "thousand": Decimal(10) ** 3, "hundred": Decimal(100),
    "m": Decimal(10) ** 6, "mn": Decimal(10) ** 6, "mm": Decimal(10) ** 6,
    "mio": Decimal(10) ** 6, "million": Decimal(10) ** 6, "millions": Decimal(10) ** 6,
    "bn": Decimal(10) ** 9, "b": Decimal(10) ** 9, "billion": Decimal(10) ** 9,
    "tn": Decimal(10) ** 12, "trillion": Decimal(10) ** 12,
}  # fmt: skip

_DAYS = {
    ("ms", "millisecond", "milliseconds"): Decimal(1) / Decimal(86_400_000),
    ("s", "sec", "secs", "second", "seconds"): Decimal(1) / Decimal(86_400),
    ("min", "mins", "minute", "minutes"): Decimal(1) / Decimal(1440),
    ("h", "hr", "hrs", "hour", "hours"): Decimal(1) / Decimal(24),
    ("day", "days", "calendar days", "working days", "business days"): Decimal(1),
    ("week", "weeks"): Decimal(7),
    ("month", "months"): Decimal("30.4375"),
    ("year", "years", "yr", "yrs"): Decimal("365.25"),
}
_BYTES = {
    ("byte", "bytes"): Decimal(1),
    ("kb", "kib", "kilobytes", "kilobyte"): Decimal(1024),
    ("mb", "mib", "megabytes", "megabyte"): Decimal(1024) ** 2,
    ("gb", "gib", "gigabytes", "gigabyte"): Decimal(1024) ** 3,
    ("tb", "tib", "terabytes", "terabyte"): Decimal(1024) ** 4,
}

UNITS: dict[str, tuple[str, Decimal]] = {
    name: (kind, factor)
    for kind, table in (("duration", _DAYS), ("size", _BYTES))
    for names, factor in table.items()
    for name in names
}
"""What each unit measures, and how many days or bytes it holds."""

LABEL_WORDS = (
    "section", "sections", "sec.", "chapter", "page", "pages", "p.", "pp.", "figure", "fig.",
    "table", "tab.", "appendix", "annex", "item", "clause", "article", "paragraph", "para.",
    "note", "step", "no.", "nr.", "number", "version", "v", "release", "iso", "rfc", "iec",
    "ticket", "issue", "bug", "case", "exhibit", "schedule", "line", "room", "unit", "building",
    "phase", "part", "volume", "vol.", "chapter", "question", "option", "tier", "level", "class",
)  # fmt: skip
"""Words after which a number names something rather than counts it."""
