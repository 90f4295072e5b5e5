"""A quotation in its surroundings."""

from dataclasses import dataclass

_ENDS_OF_SENTENCES = (".", "!", "?", "…", ":", ";", ".”", ".’", '."', ".)", "|")

_NEAR, _FAR = 100, 140
"""What is longer than `_FAR` characters is cut to `_NEAR` for a close-up, at a word."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The three, put together, are the passage. An ellipsis shows that a sentence is broken off."""

    before: str
    quote: str
    after: str

    @property
    def close_up(self) -> "Excerpt":
        """With little around the quotation: the rest of its line, or a line where it is whole."""
        before, after = _last_line(self.before), _first_line(self.after)
        return Excerpt(_last_words(before), self.quote, _first_words(after))


def with_ellipses(before: str, quote: str, after: str) -> Excerpt:
    if before.lstrip()[:1].islower():
        before = f"… {before.lstrip()}"
    if after.strip() and not after.rstrip().endswith(_ENDS_OF_SENTENCES):
        after = f"{after.rstrip()} …"
    return Excerpt(before, quote, after)


def _last_line(text: str) -> str:
    return text[text.rstrip().rfind("\n") + 1 :]


def _first_line(text: str) -> str:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return text if end < 0 else text[:end]


def _last_words(text: str) -> str:
    if len(text) <= _FAR:
        return text
    return f"… {text[-_NEAR:].partition(' ')[2]}"


def _first_words(text: str) -> str:
    if len(text) <= _FAR:
        return text
    return f"{text[:_NEAR].rpartition(' ')[0]} …"
