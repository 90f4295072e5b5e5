"""What is normal in a document: the size of its running text, the leading, where columns end."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from nyqst_documents.extract.pdf.model import Line

_BUCKET = 12.0
"""Points: columns that begin this close to each other are the same."""
_USUAL_LEADING = 1.2
_MOST_LEADING = 2.2
_LARGER = 1.12
"""Of the size of the running text."""
_BOLD_BODY = 0.6


@dataclass(frozen=True, slots=True)
class Typography:
    body: float
    bold_body: bool
    """Most of the text is bold, so bold type marks nothing."""
    leadings: dict[float, float]
    rights: dict[int, float]
    larger: tuple[float, ...]
    """Sizes above that of the running text, the largest first."""

    def leading(self, size: float) -> float:
        return self.leadings.get(round(size, 0), _USUAL_LEADING * size)

    def right(self, line: Line) -> float:
        """Where lines of this column end, though on this page none may be full."""
        return max(line.right, self.rights.get(int(line.left / _BUCKET), 0.0))

    def is_larger(self, line: Line) -> bool:
        return line.size >= _LARGER * self.body

    def level(self, line: Line) -> int:
        """Of a heading set like this line."""
        rank = next(
            (at for at, size in enumerate(self.larger) if line.size >= size), len(self.larger)
        )
        return min(rank + 1, 6)


def measure(pages: Sequence[Sequence[Line]]) -> Typography:
    sizes, bold = Counter[float](), Counter[bool]()
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    rights: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
            bold[line.bold] += len(line.text)
        for line in {line.left: line for line in page}.values():
            rights[int(line.left / _BUCKET)].append(line.right)
        for line, below in pairwise(page):
            gap = line.y - below.y
            if abs(line.size - below.size) < 0.5 and 0 < gap < _MOST_LEADING * line.size:
                gaps[round(line.size, 0)][round(gap, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    return Typography(
        body=body,
        bold_body=bold[True] > _BOLD_BODY * max(sum(bold.values()), 1),
        leadings={size: counts.most_common(1)[0][0] for size, counts in gaps.items()},
        rights={at: median(values) for at, values in rights.items()},
        larger=_distinct(size for size in sizes if size >= _LARGER * body),
    )


def _distinct(sizes: Iterable[float]) -> tuple[float, ...]:
    """Sizes from the largest, those that the eye does not tell apart as one."""
    found: list[float] = []
    for size in sorted(sizes, reverse=True):
        if not found or found[-1] - size > 0.6:
            found.append(size)
    return tuple(found)
