from datetime import date

from nyqst_agent.index.build import build
from nyqst_agent.index.corpus import merged_corpus
from tests.unit.nyqst_agent.index.made import document

PARTS = (
    document("a.txt", "The lease ends in May.", dated=date(2024, 5, 1)),
    document("b.txt", "The rent is due in June.", title="Rent"),
    document("c.txt", "Der Vertrag endet im Mai.", language="de"),
)


def test_the_same_documents_give_the_same_bytes_in_any_order() -> None:
    assert build(PARTS) == build(PARTS[::-1])


def test_another_name_gives_other_bytes() -> None:
    renamed = document("z.txt", "The lease ends in May.", dated=date(2024, 5, 1))
    assert build(PARTS) != build((renamed, *PARTS[1:]))


def test_the_library_that_wrote_the_file_leaves_no_trace() -> None:
    assert build(PARTS)[96:100] == bytes(4)


def test_the_same_text_under_two_names_is_one_source() -> None:
    twin = document("copy of a.txt", "The lease ends in May.")
    (only,) = merged_corpus((twin, PARTS[0]))
    assert only.source.name == "a.txt"
    assert only.source.duplicates == ("copy of a.txt",)


def test_many_copies_of_one_text_are_one_source() -> None:
    copies = [document(f"{n}.txt", "The lease ends in May.") for n in range(80)]
    assert len(merged_corpus(copies)) == 1
