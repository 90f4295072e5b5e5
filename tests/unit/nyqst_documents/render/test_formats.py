import hashlib
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings

from nyqst.research.model.report import Report
from nyqst_documents.render import Format, render, render_all
from nyqst_documents.render.formats import RENDERINGS
from tests.unit.nyqst.research.gml.reports import any_texts, reports
from tests.unit.nyqst_documents.render.samples import ORDINARY, long


def test_every_format_has_a_rendering() -> None:
    assert set(RENDERINGS) == set(Format)


def test_all_formats_at_once_are_named_by_extension() -> None:
    rendered = render_all(ORDINARY)
    assert {name: media_type for name, (media_type, _) in rendered.items()} == {
        "html": "text/html; charset=utf-8",
        "md": "text/markdown; charset=utf-8",
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
    assert all(content == render(ORDINARY, Format(name)) for name, (_, content) in rendered.items())


@pytest.mark.parametrize("format_", Format)
@given(report=reports(any_texts))
@settings(max_examples=40, deadline=None)
def test_any_report_is_rendered_and_the_same_each_time(format_: Format, report: Report) -> None:
    assert render(report, format_) == render(report, format_)


_DIGEST = """
import hashlib
from nyqst_documents.render import render_all
from tests.unit.nyqst_documents.render.samples import ORDINARY
for name, (_, content) in render_all(ORDINARY).items():
    print(name, hashlib.sha256(content).hexdigest())
"""


def test_another_process_on_another_day_makes_the_same_bytes() -> None:
    here = [
        f"{name} {hashlib.sha256(content).hexdigest()}"
        for name, (_, content) in render_all(ORDINARY).items()
    ]
    # A zone far away makes it another hour, and some of the time another day.
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "PYTHONPATH": ""}
    assert _run(_DIGEST, elsewhere).split("\n")[:-1] == here


def test_importing_the_renderers_imports_none_of_their_libraries() -> None:
    loaded = _run("import sys, nyqst_documents.render; print(*sys.modules)", {}).split()
    assert not {"reportlab", "docx", "lxml", "PIL"} & set(loaded)


def test_ten_pages_in_every_format_take_little_time() -> None:
    report = long()
    render_all(ORDINARY)
    began = time.process_time()
    rendered = render_all(report)
    assert time.process_time() - began < 1.5
    assert rendered["pdf"][1].count(b"/Type /Page\n") >= 10


def _run(code: str, environment: dict[str, str]) -> str:
    return subprocess.run(  # noqa: S603 — code of this file
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
