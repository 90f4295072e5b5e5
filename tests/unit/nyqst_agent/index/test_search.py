from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nyqst.artifacts.model import sha256_of
from nyqst.documents.model import Extract
from nyqst.errors import Corrupted, NotFound
from nyqst_agent.index.build import build
from nyqst_agent.index.search import CorpusIndex
from tests.unit.nyqst_agent.index.made import document

LEASE = document("lease.txt", "The lease of the Derby office ends on 31 March 2026.")
RENT = document("rent.txt", "The rent is £214,000 a year.", title="Rent review")
GERMAN = document("vertrag.txt", "Der Vertrag mit Derby endet im Mai.", language="de")


def index(folder: Path, *documents: Extract) -> CorpusIndex:
    path = folder / "corpus.sqlite"
    path.write_bytes(build(documents))
    return CorpusIndex(path)


def test_a_word_is_found_with_any_of_its_endings(tmp_path: Path) -> None:
    corpus = index(tmp_path, LEASE, RENT)
    (found,) = corpus.search("leasing offices", 5)
    assert found.text == "The lease of the Derby office ends on 31 March 2026."


def test_a_passage_is_what_stands_at_its_span(tmp_path: Path) -> None:
    text = f"{'Nothing here is of interest. ' * 60}\n\nThe lease ends in May."
    (found,) = index(tmp_path, document("long.txt", text)).search("lease", 1)
    assert text[found.span.start : found.span.end] == found.text


WORDS = st.sampled_from(
    [
        "the lease",
        "of Derby",
        "ends.",
        "Ends in May",
        "é",
        "ﬁne",
        "\U0001f6a2",
        "£5",
        "a-",
        "\n",
        "\n\n",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=200), min_size=1, max_size=4))
def test_every_passage_stands_at_its_span_in_the_text_of_its_hash(
    tmp_path: Path, written: list[list[str]]
) -> None:
    texts = [" ".join(words) for words in written]
    documents = [document(f"{n}.txt", text) for n, text in enumerate(texts) if text.strip()]
    by_hash = {sha256_of(text.encode()): text for text in texts}
    for found in index(tmp_path, *documents).search("lease derby may", 50):
        span = found.span
        assert by_hash[span.sha256][span.start : span.end] == found.text


def test_a_title_makes_its_passages_found(tmp_path: Path) -> None:
    (found,) = index(tmp_path, LEASE, RENT).search("review", 5)
    assert found.title == "Rent review"


def test_a_slip_of_the_hand_is_forgiven(tmp_path: Path) -> None:
    globex = document("globex.txt", "Globex sells pumps.")
    assert index(tmp_path, globex, LEASE).search("glboex", 5)[0].text == "Globex sells pumps."


def test_a_word_that_english_has_is_not_taken_for_a_slip(tmp_path: Path) -> None:
    assert index(tmp_path, document("a.txt", "The contract ends.")).search("contact", 5) == ()


def test_a_change_log_counts_less_than_a_manual(tmp_path: Path) -> None:
    text = "The lease option ends the program early."
    manual, log = document("manual.txt", text), document("changelog.txt", f"{text} Fixed.")
    found = index(tmp_path, manual, log).search("lease option", 2)
    assert found[0].title == "manual.txt"


def test_no_source_fills_the_answer_while_others_have_something(tmp_path: Path) -> None:
    long = "\n\n".join(f"Rent {n}: {'the rent is due monthly. ' * 30}" for n in range(6))
    found = index(tmp_path, document("long.txt", long), RENT).search("rent", 3)
    assert {passage.title for passage in found} == {"long.txt", "Rent review"}


def test_another_language_takes_one_place_at_most(tmp_path: Path) -> None:
    more = document("brief.txt", "Der Brief aus Derby kam im Juni.", language="de")
    corpus = index(tmp_path, LEASE, GERMAN, more)
    found = [corpus.source(passage.span.sha256).language for passage in corpus.search("Derby", 5)]
    assert sorted(found) == ["de", "en"]


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "rent OR",
        "NEAR(rent",
        "rent*",
        "rent:title",
        "-rent",
        "a\0b rent",
        "(((",
        "rent " * 4000,
    ],
)
def test_no_query_is_taken_for_an_expression(tmp_path: Path, query: str) -> None:
    assert len(index(tmp_path, LEASE, RENT).search(query, 5)) <= 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(query=st.text(max_size=60))
def test_any_query_is_answered(tmp_path: Path, query: str) -> None:
    assert len(index(tmp_path, LEASE, RENT).search(query, 2)) <= 2


def test_an_empty_corpus_has_nothing(tmp_path: Path) -> None:
    corpus = index(tmp_path)
    assert corpus.search("rent", 5) == ()
    assert corpus.sources() == ()
    assert corpus.outlines() == ()


def test_sources_and_outlines_come_by_hash(tmp_path: Path) -> None:
    corpus = index(tmp_path, LEASE, RENT, document("h.txt", "Scope\n\nAll.", headings=("Scope",)))
    shas = [source.sha256 for source in corpus.sources()]
    assert shas == sorted(shas) == [outline.sha256 for outline in corpus.outlines()]
    assert ("Scope",) in [outline.headings for outline in corpus.outlines()]


def test_a_source_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        index(tmp_path, LEASE).source("0" * 64)


def test_a_file_that_is_no_index_is_corrupted(tmp_path: Path) -> None:
    path = tmp_path / "corpus.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(Corrupted):
        CorpusIndex(path).search("rent", 5)


def test_the_file_is_opened_read_only(tmp_path: Path) -> None:
    corpus = index(tmp_path, LEASE)
    (tmp_path / "corpus.sqlite").chmod(0o400)
    assert corpus.search("lease", 5)
    assert not list(tmp_path.glob("*-journal"))
