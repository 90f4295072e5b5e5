"""Report -> Markdown: CommonMark with the footnotes that GitHub, Pandoc and most others read."""

import re
from string import punctuation
from unicodedata import category

from nyqst.research.model.report import Report
from nyqst_documents.render import wording
from nyqst_documents.render.excerpts import Excerpt
from nyqst_documents.render.layout import Block, LaidSection, LaidSource, Words, lay_out

_ANYWHERE = re.compile(
    r"[\\`*_\[\]<>&~|$#^@]"
    r"|:(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):"  # some readers make links of bare addresses
    r"|!$",  # a footnote follows, and "![" begins an image
    re.IGNORECASE,
)
_AT_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=:]))")
"""What begins a list, a rule or a heading where it begins a block."""


_FROM = "From"
"""Without a word before the title, readers that know no footnotes might see a link's definition."""


def render(report: Report) -> bytes:
    layout = lay_out(report)
    blocks = [f"# {_inline(layout.title)}"]
    if layout.question:
        blocks.append(f"**{wording.QUESTION}:** *{_inline(layout.question)}*")
    blocks.append(_inline(layout.standing))
    for section in layout.sections:
        blocks += _section(section)
    if layout.sources:
        blocks += [f"## {wording.SOURCES}", *map(_source, layout.sources)]
    return ("\n\n".join(blocks) + "\n").encode()


def _inline(text: str) -> str:
    return _ANYWHERE.sub(r"\\\g<0>", text)


def _block_start(text: str) -> str:
    return _AT_START.sub(r"\1\\", text)


def _section(section: LaidSection) -> list[str]:
    blocks = [_block(block) for block in section.blocks]
    return [f"## {_inline(section.title)}", *(blocks or [wording.EMPTY])]


def _block(block: Block) -> str:
    items = map(_paragraph, block.items)
    return "\n".join(f"- {item}" for item in items) if block.bullets else "\n\n".join(items)


def _paragraph(sentences: tuple[Words, ...]) -> str:
    return _block_start(" ".join(_inline(words.text) + _marks(words) for words in sentences))


def _marks(words: Words) -> str:
    cites = "".join(f"[^{number}]" for number in words.cites)
    return cites if words.verified else f"{cites} *({wording.UNVERIFIED})*"


def _source(source: LaidSource) -> str:
    provenance = f" ({_inline(', '.join(source.provenance))})" if source.provenance else ""
    head = f"[^{source.number}]: {_FROM} **{_inline(source.title)}**{provenance}:"
    return "\\\n    ".join([head, *map(_block_start, _excerpt(source.excerpt).split("\n"))])


def _excerpt(excerpt: Excerpt) -> str:
    before, quote, after = map(_inline, (excerpt.before, excerpt.quote, excerpt.after))
    core = quote.strip()
    lead, _, trail = quote.partition(core) if core else (quote, "", "")
    strong = _strong(before + lead, core, trail + after)
    return f"{before}{lead}{strong}{trail}{after}".strip()


def _strong(before: str, text: str, after: str) -> str:
    """Plain where a reader would not see that emphasis begins or ends."""
    begins = text[:1].isalnum() or _is_gap(before[-1:])
    ends = text[-1:].isalnum() or _is_gap(after[:1])
    return f"**{text}**" if text and begins and ends else text


def _is_gap(character: str) -> bool:
    """White space, punctuation, or nothing at all; by every edition of CommonMark."""
    return character in punctuation or character.isspace() or category(character).startswith("P")
