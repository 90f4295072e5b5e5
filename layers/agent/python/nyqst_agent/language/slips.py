"""Slips of the hand: a letter too many, too few or wrong, or two neighbours swapped."""

_LONG = 6


def likely_slip(written: str, meant: str) -> bool:
    """Whether one was surely written for the other.

    Short words are so close to each other that only swapped letters betray a slip.
    """
    if len(written) < _LONG:
        return sorted(written) == sorted(meant) and one_slip_apart(written, meant)
    return one_slip_apart(written, meant)


def one_slip_apart(one: str, other: str) -> bool:
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]
