import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from nyqst_client.progress.gml import Block, BlockKind, Reference, Sentence
from nyqst_client.view.marks import UNICODE
from nyqst_client.view.report import in_ranges, last_report_lines, report_lines, source_lines

CONSOLE = Console(width=80)
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
SENTENCES = st.builds(
    Sentence,
    st.lists(WORDS, min_size=1, max_size=20).map(" ".join),
    st.lists(st.integers(1, 99), max_size=3).map(tuple),
)
BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(BlockKind),
        st.lists(SENTENCES, min_size=1, max_size=3).map(tuple),
    ),
    max_size=12,
)


@given(blocks=BLOCKS, width=st.integers(20, 100), height=st.integers(0, 30))
def test_the_end_of_a_report_is_the_end_of_all_of_it(
    blocks: list[Block], width: int, height: int
) -> None:
    whole = [line.plain for line in report_lines(CONSOLE, blocks, width, UNICODE)]
    end = [line.plain for line in last_report_lines(CONSOLE, blocks, width, height, UNICODE)]
    assert end == (whole[-height:] if height else [])


def test_the_items_of_a_list_stand_together() -> None:
    blocks = [
        Block(kind, (Sentence(text, cites),))
        for kind, text, cites in (
            (BlockKind.HEADING, "Risks", ()),
            (BlockKind.PARAGRAPH, "There are two.", (1, 2)),
            (BlockKind.ITEM, "The first of them is so long that it takes two lines.", ()),
            (BlockKind.ITEM, "The second.", (3,)),
        )
    ]
    assert [line.plain for line in report_lines(CONSOLE, blocks, 40, UNICODE)] == [
        "Risks",
        "",
        "There are two.[1][2]",
        "",
        "• The first of them is so long that it",
        "  takes two lines.",
        "• The second.[3]",
    ]


def test_each_source_is_listed_once_with_its_footnotes() -> None:
    references = [
        Reference(1, "Accounts", "a.pdf"),
        Reference(2, "b.txt", "b.txt"),
        Reference(3, "Accounts", "a.pdf"),
        Reference(4, "Accounts", "a.pdf"),
        Reference(5, "", "c.txt"),
    ]
    assert [line.plain for line in source_lines(CONSOLE, references, 80)] == [
        "  Accounts (a.pdf) [1, 3-4]",
        "  b.txt [2]",
        "  c.txt [5]",
    ]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "4"), ([1, 2], "1-2"), ([1, 3, 4, 5, 9], "1, 3-5, 9")],
)
def test_numbers_are_drawn_together(numbers: list[int], text: str) -> None:
    assert in_ranges(numbers) == text
