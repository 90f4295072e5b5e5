import io
from datetime import date

import pytest
from reportlab.pdfgen.canvas import Canvas

from nyqst.documents.model import ExtractedText
from nyqst_documents.extract import extract
from tests.unit.nyqst_documents.extract.made_files import PROSE, drawn_pdf, lines_at

LINES = (
    "The northern region earned twelve million dollars in the year, which was more than",
    "in the year before and more than anybody on the board had expected. The company",
    "will there-",
)
FULL = (
    *LINES[:2],
    "plans to go on with the programme that it began two years ago and to keep the ship-",
)
LEFT = [f"The left column says in its line {word} that costs have" for word in "abcdefgh"]
RIGHT = [f"and the right column says in line {word} that sales rose" for word in "abcdefgh"]


def read(*pages: object, title: str | None = None) -> ExtractedText:
    return extract(drawn_pdf(*pages, title=title), "a.pdf", "")  # type: ignore[arg-type]


def blocks(*pages: object) -> list[str]:
    return read(*pages).text.split("\n\n")


def table(rows: list[list[str]], columns: tuple[float, ...] = (72, 200, 300)) -> object:
    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for x, cell in zip(columns, row, strict=False):
                canvas.drawString(x, 600 - 20 * number, cell)

    return draw


def test_the_lines_of_a_paragraph_become_whole() -> None:
    assert blocks(lines_at(700, *LINES[:2], "goes on.")) == [" ".join([*LINES[:2], "goes on."])]


def test_a_gap_between_lines_parts_paragraphs() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(700, *LINES[:2], "goes on.")(canvas)
        lines_at(640, *LINES[:2], "ends.")(canvas)

    assert len(blocks(draw)) == 2


def test_a_word_cut_at_the_end_of_a_line_is_made_whole() -> None:
    text = blocks(lines_at(700, *FULL, "yards of the region busy for another year at least."))[0]
    assert "keep the shipyards of the region" in text


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [lines_at(700, *LINES[:2]), lines_at(780, "goes on to grow from here.")]
    assert blocks(*pages) == [" ".join([*LINES[:2], "goes on to grow from here."])]


def test_running_headers_footers_and_page_numbers_are_dropped() -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 800, "Acme Oy - annual report")
            lines_at(700, f"Text of the page with number {'abcd'[number]} ends here.")(canvas)
            canvas.drawString(280, 30, f"Page {number + 1} of 4")

        return draw

    assert blocks(*map(page, range(4))) == [
        f"Text of the page with number {word} ends here." for word in "abcd"
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(50, 700 - 11 * number, left)
            canvas.drawString(310, 700 - 11 * number, right)

    assert blocks(draw) == [" ".join(LEFT + RIGHT)]


def test_a_table_reads_row_by_row() -> None:
    rows = [["Region", "Revenue", "Year"], ["North", "12.4", "2025"], ["South", "9.1", "2025"]]
    assert blocks(table(rows)) == [
        "Region: North; Revenue: 12.4; Year: 2025\nRegion: South; Revenue: 9.1; Year: 2025"
    ]


def test_narrow_columns_are_told_by_the_rules_between_them() -> None:
    rows = [["Region", "Revenue", "Year"], ["North", "12.4 m", "2025"], ["South", "9.1 m", "2025"]]

    def draw(canvas: Canvas) -> None:
        table(rows, (72, 112, 160))(canvas)  # type: ignore[operator]
        for x in (70, 110, 158, 190):
            canvas.line(x, 550, x, 615)

    assert blocks(draw)[0].startswith("Region: North; Revenue: 12.4 m; Year: 2025")


def test_a_cell_of_several_lines_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        rows = [
            ("Policy", "Limit"),
            ("Hull and machinery, seven", "EUR 68 million"),
            ("Liability", "EUR 5 million"),
        ]
        for (name, limit), y in zip(rows, (700, 680, 645), strict=True):
            canvas.drawString(72, y, name)
            canvas.drawString(260, y, limit)
        canvas.drawString(72, 667, "vessels")

    assert "Hull and machinery, seven vessels: EUR 68 million" in blocks(draw)[0]


def test_large_and_bold_lines_are_headings_with_levels() -> None:
    def draw(canvas: Canvas) -> None:
        for size, y, text in ((20, 760, "Annual report"), (15, 700, "Results")):
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawString(72, y, text)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(72, 560, "By region")
        canvas.setFont("Helvetica", 11)
        lines_at(670, *LINES[:2], "goes on.")(canvas)
        lines_at(540, *LINES[:2], "goes on.")(canvas)

    text = read(draw)
    assert [(h.level, h.title) for h in text.headings] == [
        (1, "Annual report"),
        (2, "Results"),
        (3, "By region"),
    ]
    assert text.title == "Annual report"


def test_large_type_that_states_figures_can_be_quoted() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(72, 760, "Revenue: $12.4 million")
        canvas.setFont("Helvetica", 11)
        lines_at(700, *LINES[:2], "goes on.")(canvas)

    assert read(draw).headings == ()


def test_items_of_a_list_are_a_line_each() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "• first")
        canvas.drawString(
            72, 686, "• second item that is long enough to be broken and to go on in the next"
        )
        canvas.drawString(80, 672, "line below it")

    assert blocks(draw)[0].split("\n")[0] == "- first"
    assert blocks(draw)[0].endswith("in the next line below it")


def test_a_mark_in_the_margin_is_that_of_an_item() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "•")
        canvas.drawString(
            100, 700, "an item that is long enough to be broken and to go on in the next line"
        )
        canvas.drawString(100, 686, "that stands below it")

    assert blocks(draw)[0].startswith("- an item that is long enough")
    assert blocks(draw)[0].endswith("in the next line that stands below it")


def test_a_sentence_goes_on_where_its_lines_hang_from_the_first() -> None:
    first = "The northern region earned twelve million dollars in the year, more than in the reg-"

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, first)
        lines_at(686, "ular years before it and more than anybody on the board", left=100)(canvas)

    assert blocks(draw) == [
        "The northern region earned twelve million dollars in the year, more than in the regular"
        " years before it and more than anybody on the board"
    ]


def test_the_heading_of_a_section_is_not_the_title() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(72, 760, "NAME")
        canvas.setFont("Helvetica", 11)
        lines_at(700, *LINES[:2], "goes on.")(canvas)

    assert read(draw).title == "A"


def test_an_exponent_is_raised_and_does_not_join_the_figure() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "It used 10")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(72 + canvas.stringWidth("It used 10", "Helvetica", 11), 704, "6")

    assert blocks(draw) == ["It used 10⁶"]


def test_code_keeps_its_lines_and_indents() -> None:
    def draw(canvas: Canvas) -> None:
        lines_at(700, PROSE[:70], PROSE[70:140], PROSE[70:140], PROSE[70:])(canvas)
        canvas.setFont("Courier", 10)
        for number, line in enumerate(["if x:", "y = 1"]):
            canvas.drawString(72 + 24 * number, 600 - 12 * number, line)

    assert blocks(draw)[-1] == "if x:\n    y = 1"


def test_a_printed_text_file_is_read_as_one() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        for number, line in enumerate(["RISKS", "", PROSE[:76], PROSE[76:], "", "- one", "- two"]):
            canvas.drawString(72, 700 - 12 * number, line)

    assert blocks(draw) == ["RISKS", f"{PROSE[:76]} {PROSE[76:].strip()}", "- one\n- two"]


def test_a_page_turned_on_its_side_is_read_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -595)
        lines_at(500, *LINES[:2], "goes on.")(canvas)

    assert blocks(draw) == [" ".join([*LINES[:2], "goes on."])]


def test_a_table_of_contents_is_left_out() -> None:
    leaders = [f"{n}. Chapter {'.' * 60} {n * 7}" for n in range(1, 6)]
    assert blocks(lines_at(700, *leaders), lines_at(700, "The text.")) == ["The text."]


def test_the_metadata_give_the_title() -> None:
    assert read(lines_at(700, "Text."), title="Board memo").title == "Board memo"


def test_the_metadata_give_a_date_if_nothing_else_does() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn_pdf(lines_at(700, "Text.")))))
    writer.add_metadata({"/CreationDate": "D:20250303101500+01'00'", "/ModDate": "D:20250303"})
    stream = io.BytesIO()
    writer.write(stream)
    assert extract(stream.getvalue(), "a.pdf", "").dated == date(2025, 3, 3)


@pytest.mark.parametrize("noise", [b"\n\n", b"HTTP header\r\n"])
def test_what_stands_before_the_pdf_is_passed_over(noise: bytes) -> None:
    assert extract(noise + drawn_pdf(lines_at(700, "Text.")), "a.pdf", "").text == "Text."
