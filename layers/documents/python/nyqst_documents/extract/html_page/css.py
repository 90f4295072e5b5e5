"""As much of CSS as it takes to see that a text cannot be seen.

Known are the declarations in `style` attributes and those of `<style>` rules with a single simple
selector (`p`, `.note`, `#x`, `p.note`). Rules inside `@media` and the like are passed over.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Colour = tuple[int, int, int]
Declarations = Mapping[str, str]

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_TOKEN = re.compile(r"[{}]|[^{}]+")
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<kind>[.#])?(?P<name>[\w-]+)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)")

_NAMED: dict[str, Colour] = {
    "white": (255, 255, 255),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "black": (0, 0, 0),
}
_SMALLEST_FONT = 2.0
"""Pixels; nothing smaller can be read."""
_FAR_AWAY = -500.0
"""Pixels to the left or above the page."""


@dataclass(slots=True)
class Stylesheet:
    """Declarations by what selects them: `p`, `.note`, `#x`, `p.note`."""

    rules: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        for selectors, body in _top_level_rules(_COMMENT.sub(" ", text)):
            found = declarations(body)
            for selector in selectors.split(","):
                match = _SELECTOR.fullmatch(selector.strip())
                if match and match[0] and bool(match["kind"]) == bool(match["name"]):
                    self.rules.setdefault(match[0].lower(), {}).update(found)

    def declarations_for(self, tag: str, classes: list[str], id_: str) -> dict[str, str]:
        names = [tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes)]
        names += [f"#{id_}", f"{tag}#{id_}"] if id_ else []
        merged: dict[str, str] = {}
        for name in names:
            merged.update(self.rules.get(name.lower(), {}))
        return merged


def _top_level_rules(text: str) -> Iterator[tuple[str, str]]:
    depth = 0
    before = ""
    for match in _TOKEN.finditer(text):
        part = match[0]
        if part == "{":
            depth += 1
        elif part == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            before = part
        elif depth == 1 and not before.lstrip().startswith("@"):
            yield before, part


def declarations(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.split(";"))
    return {
        name.strip().lower(): value.replace("!important", "").strip().lower()
        for name, _, value in pairs
        if value
    }


def hides(style: Declarations) -> bool:
    return (
        any(value in _HIDING.get(name, ()) for name, value in style.items())
        or any(_length(style.get(name)) in _NOTHING for name in _VANISHING)
        or any(_is_far_away(style.get(name)) for name in _PLACES)
        or _is_small(style.get("font-size"))
        or (style.get("overflow") == "hidden" and any(map(_is_tiny, map(style.get, _EXTENTS))))
        or _CLIPPED.match(style.get("clip", "")) is not None
    )


_HIDING = {
    "display": ("none",),
    "visibility": ("hidden", "collapse"),
    "content-visibility": ("hidden",),
    "color": ("transparent",),
    "-webkit-text-fill-color": ("transparent",),
    "clip-path": ("inset(50%)", "inset(100%)", "circle(0)"),
    "transform": ("scale(0)", "scale(0,0)", "scale(0, 0)"),
}
_VANISHING = ("opacity", "max-height", "max-width")
_NOTHING = ((0.0, ""), (0.0, "px"), (0.0, "%"), (0.0, "em"), (0.0, "rem"))
_PLACES = ("left", "top", "text-indent", "margin-left", "margin-top")
_EXTENTS = ("height", "width")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)")


def _is_far_away(place: str | None) -> bool:
    number, unit = _length(place) or (0.0, "")
    return number * _PIXELS.get(unit, 1) <= _FAR_AWAY


def _is_small(font_size: str | None) -> bool:
    number, unit = _length(font_size) or (_SMALLEST_FONT, "")
    return unit in _PIXELS and number * _PIXELS[unit] < _SMALLEST_FONT


def _is_tiny(extent: str | None) -> bool:
    number, unit = _length(extent) or (2.0, "px")
    return unit in ("", "px", "pt") and number <= 1


_PIXELS = {"": 1, "px": 1, "pt": 1.33, "em": 16, "rem": 16, "%": 0.16, "vw": 10, "vh": 10}


def _length(value: str | None) -> tuple[float, str] | None:
    match = _LENGTH.match(value or "")
    return (float(match[1]), match[2]) if match else None


def colour(value: str | None) -> Colour | None:
    """None where it is not known: a variable, a gradient, a name not in the table."""
    value = (value or "").strip()
    digits = value[1:] if value.startswith("#") else ""
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) in (6, 8) and re.fullmatch("[0-9a-f]+", digits):
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    numbers = _NUMBER.findall(value) if value.startswith("rgb") and "%" not in value else []
    if len(numbers) >= 3:
        red, green, blue = (int(float(number)) for number in numbers[:3])
        return red, green, blue
    return _NAMED.get(value)
