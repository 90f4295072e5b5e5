"""Anything -> GML: keeps what the schema allows, drops the rest, and never fails."""

from nyqst.research.gml.build import build
from nyqst.research.gml.grammar import LONGEST, ROOT, Node
from nyqst.research.gml.mend import mend
from nyqst.research.gml.tokens import End, Start, tokens
from nyqst.research.gml.writer import write

LONGEST_READ = LONGEST // 16
"""Characters; escaping and implied tags make them many more, but not more than a parser accepts."""

_WITHOUT_TEXT = ("script", "style")
"""Foreign elements whose text goes with them; of all others only the tags go."""

_IMPLIED = {
    "gml-section": "gml-p",
    "gml-list": "gml-item",
    "gml-p": "gml-claim",
    "gml-item": "gml-claim",
}
"""What is opened where text or a claim stands too high up."""


def sanitise(gml: str, *, keep_verdicts: bool = False) -> str:
    """Schema-valid GML out of the first `LONGEST_READ` characters of `gml`.

    Text in a section that is not in a claim becomes a claim without citations. Every claim comes
    out unverified, since only the citation gate may say otherwise, unless `keep_verdicts`.
    """
    root = _tree(gml[:LONGEST_READ])
    return write(build(mend(root, keep_verdicts=keep_verdicts)))


def _tree(gml: str) -> Node:
    growing = _GrowingTree()
    skipping = ""
    for token in tokens(gml):
        if skipping:
            skipping = "" if token == End(skipping) else skipping
        elif isinstance(token, Start):
            skipping = token.name if token.name in _WITHOUT_TEXT else ""
            growing.start(token)
        elif isinstance(token, End):
            growing.end(token)
        else:
            growing.text(token)
    return growing.root


class _GrowingTree:
    """Every element in it stands where it may; attributes and order are not looked at."""

    def __init__(self) -> None:
        self.root = Node(ROOT, {})
        self._open = [self.root]

    def start(self, tag: Start) -> None:
        """Ends what must be ended for this one to stand; ignores one that can stand nowhere."""
        if tag.name == ROOT:
            self.root.attributes |= tag.attributes
            return
        if tag.name == "gml-claim":
            self._imply(until="gml-claim")
        for depth in reversed(range(len(self._open))):
            if tag.name in self._open[depth].grammar.children:
                node = Node(tag.name, tag.attributes)
                self._open[depth].children.append(node)
                self._open[depth + 1 :] = [node]
                return

    def end(self, tag: End) -> None:
        names = [node.name for node in self._open]
        if tag.name in names[1:]:
            del self._open[names.index(tag.name) :]

    def text(self, text: str) -> None:
        if not text.isspace():
            self._imply(until="")
        if self._open[-1].grammar.holds_text:
            self._open[-1].texts.append(text)

    def _imply(self, *, until: str) -> None:
        while (name := _IMPLIED.get(self._open[-1].name, until)) != until:
            self.start(Start(name))
