"""What the operations of a page refer to by name: fonts, forms, properties of marked content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nyqst_documents.extract.pdf.fonts import Typeface, typeface

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject, StreamObject

_MOST_REMEMBERED = 400


@dataclass(slots=True)
class Store:
    """What the pages of a document share, read once."""

    reader: "PdfReader"
    off: frozenset[int]
    """Numbers of the layers that are switched off."""
    _typefaces: dict[int, Typeface | None] = field(default_factory=dict)
    _operations: dict[int, list[tuple[Any, bytes]]] = field(default_factory=dict)

    def typeface(self, resource: Any) -> Typeface | None:
        number = getattr(resource, "idnum", None)
        if number is not None and number in self._typefaces:
            return self._typefaces[number]
        found = _read_typeface(resource)
        if number is not None:
            self._typefaces[number] = found
        return found

    def operations(self, content: "StreamObject") -> list[tuple[Any, bytes]]:
        from pypdf.generic import ContentStream

        number = getattr(getattr(content, "indirect_reference", None), "idnum", None)
        if number in self._operations:
            return self._operations[number]
        if not isinstance(content, ContentStream):
            content = ContentStream(content, self.reader, "bytes")
        operations: list[tuple[Any, bytes]] = content.operations
        if number is not None and len(self._operations) < _MOST_REMEMBERED:
            self._operations[number] = operations
        return operations


@dataclass(frozen=True, slots=True)
class Resources:
    store: Store
    names: Mapping[str, Any]
    """The resource dictionary."""
    _fonts: dict[str, Typeface | None] = field(default_factory=dict)

    def of(self, form: "DictionaryObject") -> "Resources":
        """A form's own resources; one without any uses those of the page."""
        own = _dictionary(form.get("/Resources"))
        return Resources(self.store, own) if own else self

    def typeface(self, name: str) -> Typeface | None:
        if name not in self._fonts:
            fonts = _dictionary(self.names.get("/Font"))
            raw = getattr(fonts, "raw_get", fonts.get)
            self._fonts[name] = self.store.typeface(raw(name)) if name in fonts else None
        return self._fonts[name]

    def drawing(self, name: str) -> "StreamObject | None":
        """A form; None for a picture and for what is not there."""
        from pypdf.generic import StreamObject

        found = _resolved(_dictionary(self.names.get("/XObject")).get(name))
        is_form = isinstance(found, StreamObject) and found.get("/Subtype") == "/Form"
        return found if is_form and isinstance(found, StreamObject) else None

    def is_spot(self, name: Any) -> bool:
        """Whether a colour space counts in inks or places in a table, not in light."""
        if name in _LIGHT:
            return False
        space = _resolved(_dictionary(self.names.get("/ColorSpace")).get(name))
        return not (isinstance(space, list) and space and _resolved(space[0]) in _LIGHT)

    def properties(self, operand: Any) -> Mapping[str, Any]:
        """Those of marked content, given by name or in place."""
        if isinstance(operand, str):
            return _dictionary(_dictionary(self.names.get("/Properties")).get(operand))
        return _dictionary(operand)

    def is_off(self, operands: Sequence[Any]) -> bool:
        """Whether the layer is one that the document shows nobody."""
        if not operands or not self.store.off:
            return False
        layer = operands[0]
        if isinstance(layer, str):
            properties = _dictionary(self.names.get("/Properties"))
            layer = (
                getattr(properties, "raw_get", properties.get)(layer)
                if layer in properties
                else None
            )
        return getattr(layer, "idnum", None) in self.store.off


_LIGHT = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/ICCBased", "/CalGray", "/CalRGB", "/Lab")


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _dictionary(value: Any) -> Mapping[str, Any]:
    value = _resolved(value)
    return value if isinstance(value, Mapping) else {}


def _read_typeface(resource: Any) -> Typeface | None:
    found = _dictionary(resource)
    return typeface(found) if found else None  # type: ignore[arg-type]


def layers_off(reader: "PdfReader") -> frozenset[int]:
    catalog = _dictionary(reader.trailer.get("/Root"))
    default = _dictionary(_dictionary(catalog.get("/OCProperties")).get("/D"))
    off = _resolved(default.get("/OFF", ()))
    items = list.__iter__(off) if isinstance(off, list) else iter(())
    return frozenset(
        number for item in items if (number := getattr(item, "idnum", None)) is not None
    )
