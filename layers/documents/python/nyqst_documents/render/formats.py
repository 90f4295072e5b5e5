"""The formats of a report. A renderer and its libraries are imported when one is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import cast

from nyqst.research.model.report import Report


class Format(StrEnum):
    """The value is the file's extension."""

    HTML = "html"
    MARKDOWN = "md"
    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Rendering:
    media_type: str
    module: str
    """Has `render(report) -> bytes`."""


RENDERINGS: Mapping[Format, Rendering] = {
    Format.HTML: Rendering("text/html; charset=utf-8", "nyqst_documents.render.html"),
    Format.MARKDOWN: Rendering("text/markdown; charset=utf-8", "nyqst_documents.render.markdown"),
    Format.PDF: Rendering("application/pdf", "nyqst_documents.render.pdf.document"),
    Format.DOCX: Rendering(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "nyqst_documents.render.docx.document",
    ),
}


def render(report: Report, format: Format) -> bytes:  # noqa: A002 — the word for it
    module = import_module(RENDERINGS[format].module)
    return cast("Callable[[Report], bytes]", module.render)(report)


def render_all(report: Report) -> Mapping[str, tuple[str, bytes]]:
    """Extension -> media type and content, for every format."""
    return {
        format_.value: (rendering.media_type, render(report, format_))
        for format_, rendering in RENDERINGS.items()
    }
