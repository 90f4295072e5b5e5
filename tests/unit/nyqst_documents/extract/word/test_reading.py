import io
from datetime import date, datetime

import docx as python_docx
import pytest
from docx.document import Document

from nyqst.documents.model import ExtractedText
from nyqst_documents.extract import extract
from tests.unit.nyqst_documents.extract.made_files import (
    PROSE,
    WORD,
    docx,
    word_paragraph,
    word_table,
)
from tests.unit.nyqst_documents.extract.reading import blocks

STYLES = f"""<w:styles {WORD}>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""
WHITE = '<w:color w:val="FFFFFF"/>'
NUMBERING = f"""<w:numbering {WORD}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/>
</w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


def saved(document: Document, name: str = "a.docx") -> ExtractedText:
    stream = io.BytesIO()
    document.save(stream)
    return extract(stream.getvalue(), name, "")


def body(xml: str, **parts: str) -> list[str]:
    return blocks(docx(xml, {f"word/{name}.xml": part for name, part in parts.items()}), "a.docx")


def in_list(text: str, depth: int) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return word_paragraph(text, numbering)


def test_a_document_of_a_word_processor_reads_in_order() -> None:
    document = python_docx.Document()
    document.add_heading("Annual report", 0)
    document.add_heading("Results", 1)
    document.add_paragraph(PROSE)
    document.add_paragraph("first", style="List Bullet")
    document.add_paragraph("second", style="List Bullet")
    table = document.add_table(2, 3)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Region", "Sales", "Year", "North", "12.4", "2025"),
        strict=True,
    ):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    read = saved(document)
    assert read.text.split("\n\n") == [
        "Annual report",
        "Results",
        PROSE,
        "- first\n- second",
        "Region: North; Sales: 12.4; Year: 2025",
    ]
    assert [(heading.level, heading.title) for heading in read.headings] == [
        (1, "Annual report"),
        (1, "Results"),
    ]


def test_the_properties_give_title_and_date() -> None:
    document = python_docx.Document()
    document.add_paragraph(PROSE)
    document.core_properties.title = "Board memo"
    document.core_properties.comments = ""
    document.core_properties.modified = datetime(2025, 3, 3)  # noqa: DTZ001
    text = saved(document)
    assert (text.title, text.dated) == ("Board memo", date(2025, 3, 3))


def test_the_date_of_a_librarys_template_is_nobodys() -> None:
    document = python_docx.Document()
    document.add_paragraph(PROSE)
    assert saved(document).dated is None


def test_headings_go_by_style_and_by_what_a_style_is_based_on() -> None:
    xml = word_paragraph("One", '<w:pStyle w:val="H1"/>') + word_paragraph(
        "Two", '<w:pStyle w:val="Own"/>'
    )
    text = extract(docx(xml + word_paragraph("x"), {"word/styles.xml": STYLES}), "a.docx", "")
    assert [heading.title for heading in text.headings] == ["One", "Two"]


def test_a_short_line_in_bold_is_a_heading() -> None:
    text = extract(
        docx(word_paragraph("Market position", run="<w:b/>") + word_paragraph(PROSE)), "a.docx", ""
    )
    assert [heading.title for heading in text.headings] == ["Market position"]


def test_numbers_that_word_only_shows_are_written_down() -> None:
    xml = "".join(
        in_list(text, depth) for text, depth in [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0)]
    )
    assert body(xml, numbering=NUMBERING) == ["1. a\n1.1 b\n(iii) c\n1.2 d\n2. e"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:del><w:r><w:delText>secret</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>secret</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>secret</w:t></w:r>",
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>secret</w:t></w:r>',
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>secret</w:t></w:r>',
        '<w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>secret</w:t></w:r>',
        "<w:r><w:instrText>secret</w:instrText></w:r>",
    ],
)
def test_what_a_reader_does_not_see_is_not_read(hidden: str) -> None:
    xml = f"<w:p><w:r><w:t>The </w:t></w:r>{hidden}<w:r><w:t>text</w:t></w:r></w:p>"
    assert body(xml, styles=STYLES) == ["The text"]


@pytest.mark.parametrize(
    "seen",
    [
        "<w:ins><w:r><w:t>seen</w:t></w:r></w:ins>",
        "<w:hyperlink><w:r><w:t>seen</w:t></w:r></w:hyperlink>",
        "<w:sdt><w:sdtContent><w:r><w:t>seen</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>',
        f'<w:r><w:rPr>{WHITE}<w:shd w:fill="003366"/></w:rPr><w:t>seen</w:t></w:r>',
        f'<w:r><w:rPr>{WHITE}<w:highlight w:val="black"/></w:rPr><w:t>seen</w:t></w:r>',
    ],
)
def test_what_a_reader_sees_is_read(seen: str) -> None:
    assert body(f"<w:p><w:r><w:t>The </w:t></w:r>{seen}</w:p>") == ["The seen"]


def test_white_text_on_a_dark_cell_is_read() -> None:
    cell = (
        '<w:tc><w:tcPr><w:shd w:fill="003366"/></w:tcPr>'
        + word_paragraph("Seen", run=WHITE)
        + "</w:tc>"
    )
    assert body(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>") == ["Seen"]


def test_an_exponent_is_raised() -> None:
    run = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r>'
    assert body(f"<w:p><w:r><w:t>10</w:t></w:r>{run}<w:r><w:t> kWh</w:t></w:r></w:p>") == [
        "10⁶ kWh"
    ]


def test_a_footnote_follows_the_paragraph_and_its_mark_is_gone() -> None:
    note = f'<w:footnote w:id="2">{word_paragraph("Unaudited.")}</w:footnote>'
    notes = f"<w:footnotes {WORD}>{note}</w:footnotes>"
    xml = '<w:p><w:r><w:t>Sales rose</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert body(xml, footnotes=notes) == ["Sales rose", "Note: Unaudited."]


def test_a_footnote_is_said_once_however_often_it_is_referred_to() -> None:
    within = '<w:p><w:r><w:t>Note</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnotes {WORD}><w:footnote w:id="2">{within}</w:footnote></w:footnotes>'
    xml = '<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' * 2
    assert body(xml, footnotes=notes) == ["Text", "Note: Note", "Text"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{word_paragraph('In a box')}</w:txbxContent>"
    drawn = f"<w:drawing>{box}</w:drawing><w:Fallback>{box}</w:Fallback>"
    assert body(f"<w:p><w:r><w:t>Text</w:t>{drawn}</w:r></w:p>") == ["Text", "In a box"]


def test_a_table_of_contents_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    listed = f"<w:sdtContent>{word_paragraph('One 3')}</w:sdtContent>"
    xml = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>{listed}</w:sdt>"
    xml += word_paragraph("Two 4", '<w:pStyle w:val="Toc"/>') + word_paragraph("Text")
    assert body(xml, styles=STYLES) == ["Text"]


def test_lines_of_code_stay_together() -> None:
    style = '<w:pStyle w:val="Code"/>'
    assert body(word_paragraph("if x:", style) + word_paragraph("    y", style), styles=STYLES) == [
        "if x:\n    y"
    ]


def test_cells_merged_downwards_are_said_in_each_row() -> None:
    merged = '<w:tc><w:tcPr><w:vMerge w:val="{}"/></w:tcPr>' + word_paragraph("North") + "</w:tc>"
    rows = "".join(
        f"<w:tr>{merged.format(kind)}<w:tc>{word_paragraph(text)}</w:tc></w:tr>"
        for kind, text in [("restart", "one"), ("continue", "two")]
    )
    assert body(f"<w:tbl>{rows}</w:tbl>") == ["North: one\nNorth: two"]


def test_a_deleted_row_is_left_out() -> None:
    table = word_table([["Item", "Sales"], ["Old", "1"]])
    deleted = table.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 2)
    kept = deleted.replace("<w:trPr><w:del/></w:trPr>", "", 1)
    assert body(kept) == ["Item: Sales"]


def test_merged_cells_do_not_multiply() -> None:
    row = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
    first = row.replace("<w:vMerge/>", '<w:vMerge w:val="restart"/>').replace(
        "<w:p/>", word_paragraph(PROSE)
    )
    assert body(f"<w:tbl>{first}{row * 500}</w:tbl>") == [PROSE]


def test_tables_within_tables_that_span_do_not_multiply() -> None:
    span = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr>'
    xml = span * 40 + word_paragraph(PROSE) + "</w:tc></w:tr></w:tbl>" * 40
    assert body(xml) == [PROSE]
