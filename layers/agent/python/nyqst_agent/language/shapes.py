"""What a line of text looks like: a list item, a field, a table row, code, a heading, a term."""

import re

BULLET = re.compile(r"(?:\*\)|[-*•–‣▪◦·+]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\[[ xX]?\])\s+(?=\S)")
_FIELD = re.compile(r"(?P<key>[A-Z0-9(][^:;|\t.!?]{0,48}?)\s*:\s+(?P<value>\S.*)")
_MEMBER = re.compile(r"(?P<key>[^\W_][^:;|\t.!?]{0,80}? › [^:;|\t›]{1,60}?)\s*:\s+(?P<value>\S.*)")
"""A value in a tree of records, with the path that leads to it."""
_KEYED = re.compile(r"(?P<key>[^\W_][^:;|\t]{0,60}?)\s*:\s+(?P<value>\S.*)?", re.DOTALL)
_MOST_WORDS_OF_A_KEY = 7
_LONGEST_CELL = 60
_PARTS = re.compile(r"\s*[;|\t]\s*")
_CELLS = re.compile(r"\s*(?:\t|\s\|\s|(?<=\S)\s{3,}(?=\S))\s*")
_CODE = re.compile(
    r"^(?:[$#>%]\s|\[\[|https?://\S+$|[{}<>\[\]/\\|=+*_~^-]+$|</?\w+|[\w.-]+\s*[:+]?=\s*\S|\w+\(.*\)[;{]?$)"
    r"|[;{}]\s*$|^\s*(?:import|export|def|class|return|if|fi|for|done|else|esac)\b[^.]*$"
)
_SYMBOLS = re.compile(r"[{}<>=\\|$_/*#@^~`\[\]]")
_OPTION = re.compile(r"-{1,2}[\w?][^.!?;|]*")
_TERM = re.compile(r"`?(?P<name>[\w.:<>*-]*[\w>)*])`?(?:\s?[<\[(][\w |.,-]+[>\])])?,?")
_LIKE_AN_IDENTIFIER = re.compile(r"[a-z][A-Z]|[_.:]|^[a-z][\w-]*$|^[A-Z_]{3,}$")
_DOTS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_ENDS_IN_PAGE = re.compile(r"^\S.{2,80}?\s{2,}\d{1,4}$|^\d+(?:\.\d+)*\s+\S.{2,70}\s\d{1,3}$")
_ENDS = re.compile(r"[.!?][\"'”’»)\]]*$")


def ends_sentence(text: str) -> bool:
    return _ENDS.search(text) is not None


def pairs(line: str) -> list[tuple[str, str]]:
    """Keys and values of a row such as "Customer: Acme; Region: North"; fewer than 2 is no row.

    The first cell may have no key, as in "Revenue; 2024: 10; 2025: 12".
    """
    found: list[tuple[str, str]] = []
    for part in _PARTS.split(line.strip().rstrip(";|")):
        keyed = _KEYED.fullmatch(part)
        if keyed:
            found.append((keyed["key"].strip(), (keyed["value"] or "").strip()))
        elif found:
            key, value = found[-1]
            found[-1] = (key, f"{value}; {part}")
        else:
            found.append(("", part))
    named = [key for key, _ in found if key]
    if len(named) > 1:
        return found
    lone = len(found) > 1 and len(named) == 1 and _is_cell(found[0][1])
    return found if lone and not named[0][0].islower() and not ends_sentence(line) else []


def _is_cell(text: str) -> bool:
    return len(text) <= _LONGEST_CELL and not ends_sentence(text)


def field(line: str) -> tuple[str, str] | None:
    """Key and value of a line such as "Notice period: 90 days" or "totals › staff: 12"."""
    match = _FIELD.fullmatch(line) or _MEMBER.fullmatch(line)
    if match is None or len(match["key"].split()) > _MOST_WORDS_OF_A_KEY:
        return None
    return match["key"].strip(), match["value"].strip()


def is_table_row(line: str) -> bool:
    return len(_CELLS.findall(line)) >= 1 and not ends_sentence(line)


def is_code(line: str) -> bool:
    if _CODE.search(line):
        return True
    words = line.split()
    symbols = len(_SYMBOLS.findall(line))
    return symbols > len(words) and not ends_sentence(line)


def is_contents_line(line: str) -> bool:
    """A line of a table of contents."""
    return _DOTS.search(line) is not None or _ENDS_IN_PAGE.search(line) is not None


def is_term(line: str) -> bool:
    """A name that the next block explains, such as an option of a command."""
    line = line.removesuffix(":")
    if len(line) > 90 or ends_sentence(line) or line.endswith(":"):
        return False
    if _OPTION.fullmatch(line):
        return True
    term = _TERM.fullmatch(line)
    return term is not None and _LIKE_AN_IDENTIFIER.search(term["name"]) is not None
