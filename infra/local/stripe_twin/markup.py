"""What its pages are made of, and where they lead to."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

_HTML = {"Content-Type": "text/html; charset=utf-8"}
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #4f46e5 }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: var(--soft) }
main { max-width: 30rem; margin: 6vh auto; padding: 2rem; background: Canvas; color: CanvasText;
  border: 1px solid var(--line); border-radius: .75rem }
h1 { margin: 0 0 1rem; font-size: 1.4rem }
h2 { margin: 1.75rem 0 .25rem; font-size: 1rem }
table { width: 100%; border-collapse: collapse }
td { padding: .5rem 0; border-bottom: 1px solid var(--line) }
td + td { text-align: right; white-space: nowrap; padding-left: 1rem }
label { display: block; margin: 1rem 0 .25rem }
input, select, button { width: 100%; padding: .65rem .75rem; font: inherit; border-radius: .5rem;
  border: 1px solid var(--line); background: Canvas; color: CanvasText }
button { margin-top: 1.25rem; cursor: pointer; font-weight: 600; color: #fff;
  background: var(--accent); border-color: var(--accent) }
button.plain { background: none; color: inherit; border-color: var(--line) }
a { color: var(--accent) }
p.alert { padding: .65rem .75rem; border-radius: .5rem; border: 1px solid #dc2626; color: #dc2626 }
p.note { margin: 2rem 0 0; font-size: .85rem; opacity: .7 }
"""
BACK = "/returned"
"""For whoever comes from no page."""

_NOTE = "This is a twin of Stripe on this machine. No card is charged, and no money moves."


@dataclass(frozen=True, slots=True)
class Page:
    body: str
    status: int = int(HTTPStatus.OK)
    headers: Mapping[str, str] = field(default_factory=dict)


def page(title: str, *parts: str, status: int = int(HTTPStatus.OK)) -> Page:
    """The parts are HTML already."""
    whole = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style><main><h1>{title}</h1>{''.join(parts)}"
        f'<p class="note">{_NOTE}</p></main></html>'
    )
    return Page(whole, status, _HTML)


def sent_on(url: str) -> Page:
    return Page("", int(HTTPStatus.SEE_OTHER), {"Location": url})


def returned() -> Page:
    text = "That is all here. You may close this page; whoever sent you here is told of it."
    return page("Thank you", paragraph(text))


def paragraph(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{html.escape(text)}</p>'


def heading(text: str) -> str:
    return f"<h2>{html.escape(text)}</h2>"


def table(rows: Iterable[tuple[str, ...]]) -> str:
    return f"<table>{''.join(map(_row, rows))}</table>"


def link(url: str, text: str) -> str:
    return f'<p><a href="{html.escape(url)}">{html.escape(text)}</a></p>'


def form(button: str, *fields: str, kind: str = "") -> str:
    made = f'<button class="{kind}">{html.escape(button)}</button>'
    return f'<form method="post">{"".join(fields)}{made}</form>'


def choice(label: str, name: str, options: Mapping[str, str]) -> str:
    made = "".join(
        f'<option value="{html.escape(value)}">{html.escape(text)}</option>'
        for value, text in options.items()
    )
    return f'<label for="{name}">{label}</label><select id="{name}" name="{name}">{made}</select>'


def entry(label: str, name: str, kind: str) -> str:
    return f'<label for="{name}">{label}</label><input id="{name}" name="{name}" type="{kind}">'


def hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{html.escape(value)}">'


def money(cents: int, currency: str) -> str:
    sign = "-" if cents < 0 else ""
    units, rest = divmod(abs(cents), 100)
    return f"{sign}{units:,}.{rest:02} {currency.upper()}"


def _row(cells: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"
