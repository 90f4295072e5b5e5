import pytest

from tests.unit.nyqst_documents.extract.made_files import PROSE
from tests.unit.nyqst_documents.extract.reading import blocks

ARTICLE = f"<h1>Annual report</h1><p>{PROSE}</p><p>{PROSE}</p>"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li><a href=a>Home</a></ul></nav>",
        "<header><p>Acme portal</p></header>",
        "<footer>© Acme</footer>",
        "<aside>Read also</aside>",
        "<form>Search <input></form>",
        "<div class='cookie-banner'>We use cookies</div>",
        "<div id='CookieConsent'>We use cookies</div>",
        "<div role='navigation'>Start</div>",
        "<div class='breadcrumb'>Home / News</div>",
        "<div class='newsletter_signup'>Subscribe now</div>",
        "<ul><li><a href=a>One</a><li><a href=b>Two</a><li><a href=c>Three</a></ul>",
        "<button>Share</button>",
    ],
)
def test_what_surrounds_the_content_is_left_out(furniture: str) -> None:
    page = f"<html><body>{furniture}<div>{ARTICLE}</div>{furniture}</body></html>"
    assert blocks(page, "a.html") == ["Annual report", PROSE, PROSE]


def test_a_main_element_is_the_content() -> None:
    page = f"<html><body><p>Acme portal</p><main>{ARTICLE}</main><p>Contact us</p></body></html>"
    assert blocks(page, "a.html") == ["Annual report", PROSE, PROSE]


def test_a_header_within_the_article_stays() -> None:
    page = f"<article><header><p>By Kim Lee</p></header>{ARTICLE}</article>"
    assert blocks(f"<html><body>{page}", "a.html")[0] == "By Kim Lee"


def test_a_list_of_links_within_the_article_stays() -> None:
    links = "".join(f"<li><a href={n}>Source {n}</a>" for n in range(3))
    page = f"<html><body><main>{ARTICLE}<ul>{links}</ul></main>"
    assert blocks(page, "a.html")[-1] == "- Source 0\n- Source 1\n- Source 2"


def test_a_frame_around_everything_is_not_taken_for_furniture() -> None:
    page = f"<html><body class='sidebar'><div class='page-with-sidebar'>{ARTICLE}</div></body>"
    assert blocks(page, "a.html") == ["Annual report", PROSE, PROSE]


def test_a_page_that_is_all_menu_keeps_it() -> None:
    links = "".join(f"<li><a href={n}>Chapter {n}</a>" for n in range(5))
    assert "- Chapter 0" in blocks(f"<html><body><ul>{links}</ul>", "a.html")[0]
