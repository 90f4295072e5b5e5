from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.runners.bedrock.prose import Block, ProseReader, blocks


def _read(text: str, size: int = 5) -> list[Block]:
    reader = ProseReader()
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return [block for piece in pieces for block in reader.feed(piece)] + list(reader.rest())


def test_blank_lines_part_paragraphs() -> None:
    assert list(blocks("One\nline.\n\nTwo.")) == [Block("One line."), Block("Two.")]


def test_items_of_a_list_are_blocks_of_their_own() -> None:
    assert list(blocks("Lead:\n- One\n  goes on\n* Two\n1. Three")) == [
        Block("Lead:"),
        Block("One goes on", bullet=True),
        Block("Two", bullet=True),
        Block("Three", bullet=True),
    ]


def test_a_number_that_begins_a_sentence_is_no_item() -> None:
    assert list(blocks("4.2 million came in.")) == [Block("4.2 million came in.")]


def test_headings_fences_tables_and_rules_are_no_prose() -> None:
    text = "## Heading\n```text\nIt is so.\n```\n| a | b |\n---\nIt ends."
    assert list(blocks(text)) == [Block("It is so."), Block("It ends.")]


def test_emphasis_is_taken_off() -> None:
    assert list(blocks("**Bold** and *light* and `code`.")) == [Block("Bold and light and code.")]


def test_a_block_goes_out_when_the_next_one_begins() -> None:
    reader = ProseReader()
    assert list(reader.feed("One is")) == []
    assert list(reader.feed(" whole.\n\n")) == []
    assert list(reader.feed("Two")) == [Block("One is whole.")]
    assert list(reader.rest()) == [Block("Two")]


def test_nothing_goes_out_twice() -> None:
    reader = ProseReader()
    assert list(reader.feed("One.\n\nTwo.")) == [Block("One.")]
    assert list(reader.rest()) == [Block("Two.")]
    assert list(reader.rest()) == []


def test_what_is_thought_aloud_never_goes_out() -> None:
    assert _read("<think>Hm.\n\nWell.</think>One.\n\nTwo.") == [Block("One."), Block("Two.")]


def test_a_thought_that_breaks_off_never_goes_out() -> None:
    assert _read("One.\n\n<think>Hm.\n\nWell.") == [Block("One.")]


def test_after_a_stray_end_of_thought_all_that_follows_goes_out() -> None:
    assert _read("Hm.\n\nWell.</think>One.\n\nTwo.")[-2:] == [Block("One."), Block("Two.")]


_LINES = st.lists(st.sampled_from(["It is so.", "- item", "", "# head", "goes on", "|a|", "2. x"]))


@given(_LINES, st.integers(1, 30))
def test_pieces_make_the_same_blocks_as_the_whole(lines: list[str], size: int) -> None:
    text = "\n".join(lines)
    assert _read(text, size) == list(blocks(text))
