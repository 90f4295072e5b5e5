import re
from base64 import b64encode
from hashlib import sha256

from hypothesis import given
from lxml.html import HtmlElement, document_fromstring

from nyqst.research.model.report import Report, Sentence
from nyqst_documents.render import Format, render
from nyqst_documents.render.layout import lay_out
from tests.unit.nyqst.research.gml.reports import any_texts, reports
from tests.unit.nyqst_documents.render.samples import (
    ORDINARY,
    long,
    paragraph,
    reference,
    report,
    saying,
    section,
)

TAGS = frozenset(
    "html head meta title style body a header h1 p span nav ol ul li main section h2 sup button"
    " article cite bdi blockquote mark".split()
)
ATTRIBUTES = frozenset(
    "lang charset http-equiv content name class id href dir aria-label aria-labelledby popover"
    " popovertarget popovertargetaction".split()
)


def html(report: Report) -> str:
    return render(report, Format.HTML).decode()


def elements(report: Report, *tags: str) -> list[HtmlElement]:
    return list(document_fromstring(html(report)).iter(*tags))


def of_class(report: Report, name: str) -> list[HtmlElement]:
    return [element for element in elements(report) if name in element.get("class", "").split()]


def ids(report: Report) -> list[str]:
    return [element.get("id") for element in elements(report) if element.get("id")]


@given(reports(any_texts))
def test_no_text_becomes_markup(report: Report) -> None:
    for element in elements(report):
        assert element.tag in TAGS
        assert ATTRIBUTES.issuperset(element.keys())
        assert element.get("href", "#").startswith("#")


@given(reports(any_texts))
def test_every_text_can_be_read(report: Report) -> None:
    laid = lay_out(report)
    [body] = elements(report, "body")
    shown = body.text_content()
    texts = [words.text for s in laid.sections for b in s.blocks for i in b.items for words in i]
    passages = [s.excerpt.before + s.excerpt.quote + s.excerpt.after for s in laid.sources]
    for text in (laid.title, laid.question, *texts, *passages):
        assert text in shown


@given(reports(any_texts))
def test_every_footnote_and_every_way_back_leads_somewhere(report: Report) -> None:
    names = ids(report)
    assert len(set(names)) == len(names)
    for element in elements(report, "a", "button"):
        assert element.get("popovertarget", element.get("href", "")).removeprefix("#") in names


def test_a_script_is_shown_and_not_run() -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html(saying("<script>alert(1)</script>"))


def test_a_quote_in_a_title_does_not_end_an_attribute() -> None:
    spoiled = report(section(title='" onclick="alert(1)'))
    assert not [element for element in elements(spoiled) if element.get("onclick")]


def test_the_page_asks_nothing_of_the_network() -> None:
    assert not re.findall(r"https?://|url\(|@import|<script|<link|<img", html(long()))


def test_the_policy_allows_the_one_style_and_nothing_else() -> None:
    [style] = elements(ORDINARY, "style")
    [policy] = [
        meta.get("content", "")
        for meta in elements(ORDINARY, "meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_a_footnote_opens_the_passage_with_the_quote_marked() -> None:
    [first, *_] = of_class(ORDINARY, "cites")
    [button] = first.iter("button")
    assert (button.text, button.get("aria-label")) == ("1", "Source 1")
    [passage] = [e for e in elements(ORDINARY) if e.get("id") == button.get("popovertarget")]
    assert passage.get("popover") is not None
    [quote] = passage.iter("mark")
    assert quote.text == "Group revenue rose to €418.2 million in 2023."
    assert "annual-report.pdf14 March 2024" in passage.text_content()


def test_a_passage_has_a_way_back() -> None:
    [first, _] = of_class(ORDINARY, "source")
    [close] = first.iter("button")
    assert (close.get("popovertarget"), close.get("popovertargetaction")) == ("source-1", "hide")
    [back] = first.iter("a")
    assert back.get("href", "").removeprefix("#") in ids(ORDINARY)


def test_an_unverified_sentence_is_marked_in_words() -> None:
    [sentence] = of_class(ORDINARY, "unverified")
    assert sentence.text_content() == "More may follow.2unverified"


def test_a_verified_sentence_is_not_marked() -> None:
    assert not of_class(report(section(paragraph(Sentence("So.")))), "unverified")


def test_the_page_has_its_landmarks_and_one_first_heading() -> None:
    tags = [element.tag for element in elements(long())]
    assert [tags.count(tag) for tag in ("header", "nav", "main", "h1")] == [1, 1, 1, 1]


def test_the_page_says_its_language() -> None:
    assert elements(Report("Titel", "", (), (), language="de"), "html")[0].get("lang") == "de"


def test_neighbouring_bullets_are_one_list() -> None:
    [list_] = elements(ORDINARY, "ul")
    assert len(list_) == 2


def test_a_section_without_text_says_so() -> None:
    assert "Nothing was written here." in html(report(section()))


def test_a_text_that_runs_from_right_to_left_finds_its_direction() -> None:
    laid = report(section(paragraph(Sentence("שלום"))), references=(reference(quote="سلام"),))
    assert all(
        element.get("dir") == "auto"
        for element in elements(laid, "h1", "h2", "p", "blockquote")
        if element.text_content() in ("שלום", "سلام")
    )
