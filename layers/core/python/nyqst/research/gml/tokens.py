"""Text that claims to be markup, cut into tags and the text between them; in linear time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from nyqst.research.gml.characters import allowed

# No quoted value may hold "<", as in XML; that and the possessive quantifiers keep it linear.
_MARKUP = re.compile(
    r"""<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,40}+)
         (?P<attributes>(?:[^<>"']|"[^<"]*"|'[^<']*')*+)>
      | <[!?][^<>\[]*+> | <!\[CDATA\[ | \]\]>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z0-9]{1,40}+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_OVERLONG_REFERENCE = re.compile("&#[xX]?[0-9A-Fa-f]{9,}+;?")
"""More digits than any character has, and maybe more than `int` will read."""


@dataclass(frozen=True, slots=True)
class Start:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    name: str


def tokens(markup: str) -> Iterator[Start | End | str]:
    """Names in lower case. Comments and declarations are left out; a tag that never ends is text.

    `<a/>` comes as its start and its end.
    """
    markup = _without_comments(markup)
    position = 0
    for match in _MARKUP.finditer(markup):
        yield from _text(markup[position : match.start()])
        yield from _tags(match)
        position = match.end()
    yield from _text(markup[position:])


def _without_comments(markup: str) -> str:
    first, *rest = markup.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def _text(escaped: str) -> Iterator[str]:
    if text := _plain(escaped):
        yield text


def _tags(match: re.Match[str]) -> Iterator[Start | End]:
    if not match["name"]:
        return
    name = match["name"].lower()
    if not match["slash"]:
        yield Start(name, _attributes(match["attributes"]))
    if match["slash"] or match["attributes"].endswith("/"):
        yield End(name)


def _attributes(written: str) -> dict[str, str]:
    return {
        key.lower(): _plain(double or single) for key, double, single in _ATTRIBUTE.findall(written)
    }


def _plain(escaped: str) -> str:
    return allowed(unescape(_OVERLONG_REFERENCE.sub("", escaped)))
