from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from nyqst.documents.chunking import ENOUGH, LONGEST_ROW, MOST, chunk
from nyqst.documents.model import Heading

SENTENCE = "The northern region earned twelve million dollars in the year. "


def paragraph(characters: int) -> str:
    return (SENTENCE * (characters // len(SENTENCE) + 1))[:characters].strip()


def texts(text: str, headings: tuple[Heading, ...] = ()) -> list[str]:
    return [text[piece.start : piece.end] for piece in chunk(text, headings)]


def heading(text: str, title: str, level: int) -> Heading:
    return Heading(text.index(f"{title}\n"), level, title)


def test_a_short_text_is_one_chunk() -> None:
    assert texts("One.\n\nTwo.") == ["One.\n\nTwo."]


def test_an_empty_text_has_no_chunks() -> None:
    assert texts(" \n\n ") == []


def test_a_chunk_ends_with_its_paragraph_once_it_is_long_enough() -> None:
    first, second = paragraph(ENOUGH + 40), paragraph(100)
    assert texts(f"{first}\n\n{second}") == [first, second]


def test_short_paragraphs_share_a_chunk() -> None:
    parts = [paragraph(200) for _ in range(4)]
    assert texts("\n\n".join(parts)) == ["\n\n".join(parts[:3]), parts[3]]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    pieces = texts(paragraph(2_500))
    assert len(pieces) == 3
    assert all(piece.endswith(".") and len(piece) <= MOST for piece in pieces[:-1])


def test_a_long_paragraph_is_not_cut_after_an_abbreviation() -> None:
    remark = "It was read by Dr. Smith and the U.S. Treasury in full. "
    assert all(piece.startswith("It was") for piece in texts(remark * 60))


def test_a_sentence_too_long_for_a_chunk_is_cut_between_words() -> None:
    pieces = texts("word " * 500)
    assert all(piece.startswith("word") and piece.endswith("word") for piece in pieces)


def test_no_scrap_is_left_of_a_long_paragraph() -> None:
    assert min(map(len, texts(paragraph(MOST + 100)))) > 400


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in texts("x" * 2_500)] == [1_000, 1_000, 500]


def test_a_heading_is_no_part_of_a_chunk_and_no_chunk_crosses_it() -> None:
    text = "Before.\n\nMarket\n\nGrowing.\n\nNorth\n\nFast.\n\nRisks\n\nFew."
    headings = tuple(heading(text, title, level) for title, level in
                     [("Market", 1), ("North", 2), ("Risks", 1)])  # fmt: skip
    assert [(text[c.start : c.end], c.heading) for c in chunk(text, headings)] == [
        ("Before.", ""),
        ("Growing.", "Market"),
        ("Fast.", "Market › North"),
        ("Few.", "Risks"),
    ]


def test_a_heading_of_a_higher_level_closes_those_below_it() -> None:
    text = "A\n\nB\n\nC\n\nx\n\nD\n\ny"
    headings = (Heading(0, 1, "A"), Heading(3, 2, "B"), Heading(6, 4, "C"), Heading(12, 2, "D"))
    assert [piece.heading for piece in chunk(text, headings)] == ["A › B › C", "A › D"]


def test_a_table_is_cut_between_rows_only() -> None:
    rows = [f"Region: {n}" + "; Revenue (USD m): 12.4" * 9 for n in range(30)]
    assert [line for piece in texts("\n".join(rows)) for line in piece.split("\n")] == rows


def test_a_long_row_stays_whole() -> None:
    row = "Note: " + paragraph(MOST * 2)
    assert row in texts(f"Region: North\n{row}\nRegion: South")


def test_a_row_beyond_reading_is_cut() -> None:
    pieces = texts(f"Region: North\n{paragraph(LONGEST_ROW + 100)}")
    assert max(map(len, pieces)) <= MOST


def test_a_line_that_announces_a_list_stays_with_it() -> None:
    text = f"{paragraph(700)}\n\nThe risks are these:\n\n- one\n- two"
    assert texts(text)[1] == "The risks are these:\n\n- one\n- two"


LINES = st.lists(
    st.one_of(
        st.just(""),
        st.text(max_size=40).map(lambda text: "".join(text.split("\n"))),
        st.integers(1, 60).map(lambda times: "Costs rose, said Dr. Lee. " * times),
        st.integers(900, 4200).map(lambda size: "y" * size),
    ),
    max_size=30,
)


@given(LINES, st.data())
@example(["# "], None)
def test_every_character_outside_headings_is_in_exactly_one_chunk(
    lines: list[str], data: st.DataObject | None
) -> None:
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    chosen = data.draw(st.sets(st.sampled_from(range(len(lines))))) if data and lines else set()
    headings = tuple(Heading(starts[n], 1 + n % 3, lines[n]) for n in sorted(chosen))

    chunks = chunk(text, headings)

    covered = [0] * len(text)
    for piece in chunks:
        assert 0 <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end] == text[piece.start : piece.end].strip()
        for position in range(piece.start, piece.end):
            covered[position] += 1
    for piece, following in pairwise(chunks):
        assert piece.end <= following.start
    titles = {p for h in headings for p in range(h.start, h.end)}
    for position, character in enumerate(text):
        if position in titles:
            assert covered[position] == 0
        elif not character.isspace():
            assert covered[position] == 1
    assert chunks == chunk(text, headings)
