"""GML -> Report, strictly: whatever the schema does not allow is refused."""

from typing import NoReturn
from xml.parsers import expat

from nyqst.errors import InvalidInput
from nyqst.research.gml.build import build
from nyqst.research.gml.grammar import ELEMENTS, LONGEST, ROOT, Node
from nyqst.research.model.report import Report

_XML_SPACE = " \t\n\r"


def parse(gml: str) -> Report:
    """Raises `InvalidInput` with code `invalid_gml`.

    Beyond the schema it demands what a schema cannot say: references numbered from 1 without a
    gap, and no claim that cites one which is not there.
    """
    try:
        return build(_read(gml))
    except ValueError as error:  # what the model says no to, and lone surrogates in `gml`
        raise _invalid(str(error)) from error
    except expat.ExpatError as error:
        raise _invalid(f"not well-formed: {error}") from error


def _read(gml: str) -> Node:
    if len(gml) > LONGEST:
        raise _invalid(f"longer than {LONGEST:,} characters")
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    # With no doctype there are no entities to expand, to fetch or to nest.
    parser.StartDoctypeDeclHandler = lambda *_: _refuse("a document type declaration")
    parser.ProcessingInstructionHandler = lambda *_: _refuse("a processing instruction")
    parser.CommentHandler = lambda *_: _refuse("a comment")
    parser.Parse(gml.encode(), True)  # noqa: FBT003 — expat takes it by position only
    return reader.document.children[0]


class _Reader:
    """Builds the tree and checks it as it grows, so that nothing grows beyond the grammar."""

    def __init__(self) -> None:
        self.document = Node("", {})
        self._open: list[Node] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._open[-1] if self._open else self.document
        siblings = parent.grammar.children if self._open else (ROOT,)
        if name not in siblings:
            _refuse(f"<{name[:40]}> in <{parent.name}>" if self._open else f"<{name[:40]}>")
        _check_attributes(name, attributes)
        node = Node(name, attributes)
        parent.children.append(node)
        self._open.append(node)

    def characters(self, text: str) -> None:
        node = self._open[-1]
        if node.grammar.holds_text:
            node.texts.append(text)
        elif text.strip(_XML_SPACE):
            _refuse(f"text in <{node.name}>")

    def end(self, name: str) -> None:
        node = self._open.pop()
        names = "".join(f"{child.name} " for child in node.children)
        if not node.grammar.content.fullmatch(names):
            _refuse(f"this content of <{name}>")


def _check_attributes(name: str, attributes: dict[str, str]) -> None:
    element = ELEMENTS[name]
    for missing in element.required.keys() - attributes.keys():
        raise _invalid(f"<{name}> lacks {missing}")
    rules = {**element.required, **element.optional}
    for key, value in attributes.items():
        if key not in rules:
            _refuse(f"attribute {key[:40]} of <{name}>")
        if not rules[key].fullmatch(value):
            _refuse(f"{key}={value[:80]!r} of <{name}>")


def _refuse(what: str) -> NoReturn:
    raise _invalid(f"GML does not allow {what}")


def _invalid(message: str) -> InvalidInput:
    return InvalidInput(message, code="invalid_gml", field="gml")
