import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from nyqst.research.model.report import Report, Sentence
from nyqst_documents.render import Format, render
from nyqst_documents.render.layout import lay_out
from tests.unit.nyqst.research.gml.reports import any_texts
from tests.unit.nyqst_documents.render.samples import (
    ORDINARY,
    item,
    paragraph,
    reference,
    report,
    saying,
    section,
)

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

_MARKUP = st.sampled_from(
    [
        *(
            "*",
            "**",
            "_",
            "`",
            "```",
            "~~~",
            "~~",
            "#",
            "# ",
            "- ",
            "+ ",
            "* ",
            "1. ",
            "12) ",
            "> ",
        ),
        *(
            "[a](b)",
            "![a](b)",
            "[^1]",
            "[a]: b",
            "<b>",
            "</p>",
            "<!--",
            "&amp;",
            "&#35;",
            "\\",
            "|",
        ),
        *("---", "===", "***", "    ", "\t", "\n", "\n\n", "a|b\n-|-\n", "!", "://", "www.", " "),
    ]
)
_texts = st.lists(_MARKUP | any_texts, min_size=1, max_size=6).map("".join)


def markdown(report: Report) -> str:
    return render(report, Format.MARKDOWN).decode()


def read(report: Report) -> list[Token]:
    return READER.parse(markdown(report))


def shown(tokens: list[Token]) -> list[str]:
    """The text of each block; emphasis, which is ours, is looked through."""
    blocks = [token.children or [] for token in tokens if token.type == "inline"]
    return ["".join("\n" if c.type == "hardbreak" else c.content for c in b) for b in blocks]


@given(_texts)
def test_no_text_becomes_markup(text: str) -> None:
    tokens = read(saying(text))
    plain = read(saying("x" if lay_out(saying(text)).sections[0].blocks else ""))
    assert [token.type for token in tokens] == [token.type for token in plain]
    assert {c.type for token in tokens for c in token.children or ()} <= {
        *("text", "text_special", "strong_open", "strong_close", "em_open", "em_close")
    }


@given(_texts)
def test_every_text_reads_as_it_was(text: str) -> None:
    laid = lay_out(saying(text)).sections[0].blocks
    expected = [words.text for block in laid for words in block.items[0]]
    assert shown(read(saying(text)))[4:] == (expected or ["Nothing was written here."])


@given(_texts, _texts, _texts)
def test_every_excerpt_reads_as_it_was(before: str, quote: str, after: str) -> None:
    cited = report(references=(reference(before=before, quote=quote, after=after),))
    excerpt = lay_out(cited).sources[0].excerpt
    _, _, read_back = shown(read(cited))[-1].partition(":\n")
    assert _bare(read_back) == _bare(excerpt.before + excerpt.quote + excerpt.after)


def _bare(text: str) -> str:
    """Without the white space at the ends of lines, which Markdown does not keep."""
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def test_a_sentence_carries_its_footnotes() -> None:
    assert "Dues rise by 18%.[^2][^1] More may follow.[^2] *(unverified)*" in markdown(ORDINARY)


def test_a_quotation_that_emphasis_cannot_surround_stays_plain() -> None:
    glued = report(references=(reference(before="up to", quote="(almost)", after="all"),))
    assert "… up to(almost)all …" in markdown(glued)


def test_a_footnote_quotes_its_passage() -> None:
    assert (
        "[^1]: From **Annual Report 2023** (annual-report.pdf, 14 March 2024):\\\n"
        "    Two new vessels entered service. **Group revenue rose to €418.2 million in 2023.**"
        " The board attributes this to …\n"
    ) in markdown(ORDINARY)


def test_every_footnote_is_defined_once() -> None:
    defined = re.findall(r"^\[\^(\d+)\]:", markdown(ORDINARY), re.MULTILINE)
    used = re.findall(r"\[\^(\d+)\](?!:)", markdown(ORDINARY))
    assert defined == ["1", "2"]
    assert set(used) == {"1", "2"}


def test_sections_are_headings_and_bullets_a_list() -> None:
    assert "## Fleet \\& class\n\nThis follows.\n\n- The fleet has" in markdown(ORDINARY)


def test_an_exclamation_before_a_footnote_makes_no_image() -> None:
    exclaiming = report(section(paragraph(Sentence("So!", (1,)))), references=(reference(),))
    assert "So\\![^1]" in markdown(exclaiming)


def test_an_address_does_not_become_a_link() -> None:
    text = "See https://a.example, www.a.example or a@a.example."
    assert "https\\://a.example, www\\.a.example or a\\@a.example" in markdown(saying(text))


def test_an_item_that_looks_like_another_list_stays_one_item() -> None:
    listed = markdown(report(section(item(Sentence("- a")), item(Sentence("1. b")))))
    assert "- \\- a\n- 1\\. b\n" in listed
