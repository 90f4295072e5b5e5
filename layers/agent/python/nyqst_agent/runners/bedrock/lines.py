"""Single lines out of whatever a model or a document gives."""

from collections.abc import Iterable


def one_line(text: str, longest: int) -> str:
    """White space flattened, cut between words with an ellipsis where it is too long."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return flat[: longest - 1].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def distinct_lines(texts: Iterable[str], longest: int) -> tuple[str, ...]:
    """Without empty ones and those that differ from an earlier one in case only."""
    by_key: dict[str, str] = {}
    for text in texts:
        if line := one_line(text, longest):
            by_key.setdefault(line.casefold(), line)
    return tuple(by_key.values())


def listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
