"""Reports as files to read: HTML, Markdown, PDF and DOCX, the same bytes for the same report."""

from nyqst_documents.render.formats import Format, render, render_all

__all__ = ["Format", "render", "render_all"]
