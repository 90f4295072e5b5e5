"""Files for the tests, made when they are needed."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence

from reportlab.pdfgen.canvas import Canvas

PROSE = (
    "The northern region earned twelve million dollars in the year, which was more than in the"
    " year before and more than anybody on the board had expected in the spring."
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def drawn_pdf(*pages: Callable[[Canvas], None], title: str | None = None) -> bytes:
    """Each page is drawn on an A4 sheet in 11 point Helvetica."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    if title:
        canvas.setTitle(title)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines_at(
    top: float, *lines: str, left: float = 72, leading: float = 14
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(left, top - number * leading, line)

    return draw


def bare_pdf(*streams: bytes, pages: int = 1) -> bytes:
    """A PDF whose page runs the first stream; the others are the forms /X1, /X2 and so on."""
    forms = b" ".join(b"/X%d %d 0 R" % (n, 10 + n) for n in range(1, len(streams)))
    resources = b"<</Font<</F1 4 0 R>>/XObject<<%s>>>>" % forms
    kids = b" ".join([b"3 0 R"] * pages)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources %s/Contents 10 0 R>>"
        % resources,
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }
    for number, stream in enumerate(streams):
        packed = zlib.compress(stream)
        form = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources %s" % resources if number else b""
        )
        objects[10 + number] = b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (
            form,
            len(packed),
            packed,
        )
    return _with_directory([b"%d 0 obj\n%s\nendobj\n" % item for item in objects.items()])


def _with_directory(objects: Sequence[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", b""
    for written in objects:
        places += b"%s 1\n%010d 00000 n \n" % (written.split(b" ", 1)[0], len(body))
        body += written
    return b"%sxref\n%strailer<</Root 1 0 R/Size 99>>\nstartxref\n%d\n%%%%EOF" % (
        body,
        places,
        len(body),
    )


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """`body` is what stands within `w:body`, `parts` are more parts by their paths."""
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return packed(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(parts or {})}
    )


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return stream.getvalue()


def word_paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def word_table(rows: Sequence[Sequence[str]]) -> str:
    lines = (
        "".join(f"<w:tc>{word_paragraph(cell)}</w:tc>" for cell in row).join(("<w:tr>", "</w:tr>"))
        for row in rows
    )
    return f"<w:tbl>{''.join(lines)}</w:tbl>"
