"""Text in the one spelling that everything here compares."""

import re
import unicodedata

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—−", "-")
)
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Compatibility characters, quotation marks, dashes and blanks made alike; case is kept."""
    alike = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY)
    return _BLANKS.sub(" ", alike).strip()


def folded(text: str) -> str:
    return plain(text).casefold()
