import textwrap

import pytest

from tests.unit.nyqst_documents.extract.made_files import PROSE
from tests.unit.nyqst_documents.extract.reading import blocks, outline, read


def wrapped(text: str, width: int = 72, indent: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)


def test_a_hard_wrapped_paragraph_becomes_whole() -> None:
    assert blocks(f"{wrapped(PROSE)}\n\n{wrapped(PROSE, 60)}", "a.txt") == [PROSE, PROSE]


def test_a_paragraph_on_one_line_stays_one() -> None:
    assert blocks(f"{PROSE * 3}\n{PROSE * 2}", "a.txt") == [PROSE * 3, PROSE * 2]


def test_an_address_keeps_its_lines() -> None:
    address = "Acme Oy\nMannerheimintie 5\n00100 Helsinki"
    assert blocks(f"{wrapped(PROSE)}\n\n{address}\n", "a.txt") == [PROSE, address]


def test_fields_keep_their_lines() -> None:
    fields = "Holder: Skellan Sound Ferries Limited, Terminal House, Port Maren\nIssued: 1 May 2025"
    assert blocks(fields, "a.txt") == [fields]


def test_items_of_a_list_are_a_line_each() -> None:
    items = f"{wrapped('- ' + PROSE)}\n- two\n  goes on\n* three\n1. four"
    assert blocks(f"The risks are:\n{items}", "a.txt") == [
        "The risks are:",
        f"- {PROSE}\n- two goes on\n* three\n1. four",
    ]


def test_columns_become_rows() -> None:
    table = "Region    Sales    Year\nNorth     12.4     2025\nSouth      9.1     2025"
    assert blocks(table, "a.txt") == [
        "Region: North; Sales: 12.4; Year: 2025\nRegion: South; Sales: 9.1; Year: 2025"
    ]


def test_text_that_spaces_justify_is_prose() -> None:
    lines = [
        "The  company earned  twelve  million dollars in the",
        "year, which was more than  in  the year before  and",
        "than  in  any  other  year  that  it  has been open",
        "for business.",
    ]
    assert blocks("\n".join(lines), "a.txt") == [" ".join(" ".join(lines).split())]


def test_code_keeps_its_lines_and_spaces() -> None:
    listing = "    if (x) {\n        y = 1;\n    }"
    assert blocks(f"{wrapped(PROSE)}\n\n{listing}", "a.txt")[1] == "if (x) {\n    y = 1;\n}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Results\n=======\n\nSales\n-----\nx", [(1, "Results"), (2, "Sales")]),
        (f"RISKS\n\n{PROSE}", [(1, "RISKS")]),
        (f"2.1 Market size\n\n{PROSE}", [(2, "2.1 Market size")]),
        (f"Chapter 3: Outlook\n\n{PROSE}", [(1, "Chapter 3: Outlook")]),
        (f"x y.\n\nMarket position\n\n{PROSE}", [(2, "Market position")]),
        (f"Permit CS-EP-0457\n\n{PROSE}", [(1, "Permit CS-EP-0457")]),
        (f"NAME\n       {PROSE[:60]}", [(1, "NAME")]),
    ],
)  # fmt: skip
def test_a_line_that_looks_like_a_heading_in_every_respect_is_one(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert outline(text, "a.txt") == found


@pytest.mark.parametrize(
    "line",
    [
        "REVENUE ROSE TO 12.4 MILLION",
        "Revenue in 2025 was EUR 12.4 million",
        "We are pleased to tell you this.",
        "Kind regards",
        "Dear Kim",
        "1. Buy the company",
    ],
)
def test_a_line_that_says_something_is_no_heading(line: str) -> None:
    assert outline(f"{PROSE}\n\n{line}\n\n2. {PROSE}", "a.txt") == []


def test_a_term_leads_to_what_stands_indented_below_it() -> None:
    text = f"--all\n{wrapped(PROSE, 60, '      ')}"
    assert blocks(f"{wrapped(PROSE)}\n\n{text}", "a.txt")[1] == f"--all: {PROSE}"


def test_an_earlier_message_is_read_without_its_marks() -> None:
    quoted = "\n".join(f"> {line}" for line in wrapped(PROSE).split("\n"))
    assert blocks(f"See below.\n\n{quoted}\n>\n> Kim", "a.txt") == ["See below.", PROSE, "Kim"]


def test_a_messages_subject_is_its_title() -> None:
    text = read("From: Kim\nTo: Lee\nSubject: RE: FW: Salmon contract\n\nHello.", "mail.txt")
    assert text.title == "Salmon contract"


def test_headers_and_page_numbers_of_a_printed_text_go() -> None:
    pages = [f"Acme report\n\n{word} page text.\n\n[Page {n}]" for n, word in enumerate("ABC", 1)]
    assert blocks("\f".join(pages), "a.txt") == ["A page text.", "B page text.", "C page text."]


def test_bold_type_of_printers_and_colours_of_terminals_go() -> None:
    assert blocks("N\bNA\bAM\bME\bE of \x1b[1mit\x1b[0m all.", "a.txt") == ["NAME of it all."]
