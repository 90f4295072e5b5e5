from nyqst_documents.extract.furniture import EdgeLine, kept_lines


def kept(*pages: list[str]) -> list[list[str]]:
    lines = [[EdgeLine(text) for text in page] for page in pages]
    return [
        [text for text, stays in zip(page, flags, strict=True) if stays]
        for page, flags in zip(pages, kept_lines(lines), strict=True)
    ]


def test_a_header_and_a_footer_on_every_page_go() -> None:
    pages = [["Acme", f"text {word}", f"Page {n} of 3"] for n, word in enumerate("abc", 1)]
    assert kept(*pages) == [["text a"], ["text b"], ["text c"]]


def test_headers_of_left_and_right_pages_go() -> None:
    pages = [["Acme" if n % 2 else "Report", f"text {chr(97 + n)}"] for n in range(6)]
    assert kept(*pages) == [[f"text {chr(97 + n)}"] for n in range(6)]


def test_what_stands_on_one_page_stays() -> None:
    pages = [["One", "a"], ["Two", "b"], ["Three", "c"]]
    assert kept(*pages) == pages


def test_a_page_number_alone_goes_even_from_a_single_page() -> None:
    assert kept(["Text", "- 1 -"]) == [["Text"]]
    assert kept(["Text", "Project Heron - confidential Page 1"]) == [["Text"]]


def test_where_headers_stand_everything_is_a_header() -> None:
    chapters = ["Risks", "Risks", "Risks", "Risks", "Outlook"]
    pages = [
        [EdgeLine(chapter, "742 9"), EdgeLine(f"text {n}", "700 10")]
        for n, chapter in enumerate(chapters)
    ]
    assert [flags[0] for flags in kept_lines(pages)] == [False] * 5
