"""Running headers, footers and page numbers: what stands at the same edge of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DEPTH = 3
"""Lines at the top and at the bottom of a page that may be furniture."""
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|pg\.?)?\W*(?:\d{1,3}|[ivx]{1,6})\W*(?:(?:of|/|von|de)\W*\d{1,4})?\W*",
    re.IGNORECASE,
)
_NUMBERED_FOOTER = re.compile(r"\bpage \d{1,4}(?: (?:of|/) \d{1,4})?$", re.IGNORECASE)
_LEAST_SHARE = 0.3
"""Of the pages that carry the same words: left and right sheets may have headers of their own."""
_FEWEST = 3
_MOST_WORDS = 6
"""A longer line that comes twice may be a sentence that comes twice."""
_SETTLED_SHARE = 0.5
"""Of the pages with furniture at one place. There it is furniture whatever it says: headers change
with the chapter."""


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """`place` tells how high on the page and how large, or is empty where that is not known."""

    text: str
    place: str = ""


_Mark = tuple[str, str, str]
"""Edge, place and the words with their numbers taken out: "Page 3" and "Page 4" are alike."""


def kept_lines(pages: Sequence[Sequence[EdgeLine]]) -> list[list[bool]]:
    """For each line of each page whether it is content."""
    marks = Counter(mark for page in pages for mark in {mark for _, mark in _edges(page)})
    places = Counter(place for page in pages for place in {mark[:2] for _, mark in _edges(page)})
    fewest = min(_FEWEST, max(len(pages), 2))

    def is_repeated(mark: _Mark) -> bool:
        at_home = mark[1] != "" and places[mark[:2]] >= max(_SETTLED_SHARE * len(pages), _FEWEST)
        least = 2 if at_home else max(fewest, _LEAST_SHARE * len(pages))
        return marks[mark] >= (max(least, _FEWEST) if len(mark[2].split()) > _MOST_WORDS else least)

    found = Counter(
        mark[:2] for page in pages for _, mark in _edges(page) if mark[1] and is_repeated(mark)
    )
    settled = {
        p for p, count in found.items() if count >= max(_SETTLED_SHARE * len(pages), _FEWEST)
    }
    drop = [
        {at for at, mark in _edges(page) if is_repeated(mark) or mark[:2] in settled}
        | _page_number(page)
        for page in pages
    ]
    return [
        [at not in out for at in range(len(page))] for page, out in zip(pages, drop, strict=True)
    ]


def _edges(page: Sequence[EdgeLine]) -> Iterator[tuple[int, _Mark]]:
    for at in range(len(page)):
        line = page[at]
        shape = _DIGITS.sub("#", " ".join(line.text.lower().split()))
        if at < _DEPTH:
            yield at, ("top", line.place, shape)
        if at >= len(page) - _DEPTH:
            yield at, ("bottom", line.place, shape)


def _page_number(page: Sequence[EdgeLine]) -> set[int]:
    """A page number alone at the bottom goes even if there is one page only."""
    last = len(page) - 1
    text = page[last].text if last > 0 else ""
    return {last} if _PAGE_NUMBER.fullmatch(text) or _NUMBERED_FOOTER.search(text) else set()
