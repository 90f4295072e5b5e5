from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from nyqst.research.gml.writer import write
from nyqst.research.model.report import Report
from nyqst_client.progress.gml import Block, BlockKind, GmlReader, Reference, Sentence
from nyqst_client.progress.printable import printable
from tests.unit.nyqst.research.gml.reports import reports
from tests.unit.nyqst_client.ferry_report import REPORT


def read(*pieces: str) -> GmlReader:
    reader = GmlReader()
    for piece in pieces:
        reader.feed(piece)
    return reader


def blocks_of(report: Report) -> list[Block]:
    """What should be shown of a report."""
    blocks = []
    for section in report.sections:
        blocks.append(Block(BlockKind.HEADING, (Sentence(printable(section.title)),)))
        for text in section.texts:
            sentences = tuple(
                Sentence(printable(one.text), one.cites, one.verified)
                for one in text.sentences
                if printable(one.text)
            )
            kind = BlockKind.ITEM if text.bullet else BlockKind.PARAGRAPH
            blocks += [Block(kind, sentences)] if sentences else []
    return blocks


@settings(max_examples=60)
@given(reports())
def test_a_report_is_read_as_the_service_writes_it(report: Report) -> None:
    reader = read(write(report))
    assert reader.blocks == blocks_of(report)
    assert reader.title == printable(report.title)
    assert reader.references == tuple(
        Reference(one.number, printable(one.title), printable(one.name), printable(one.quote))
        for one in report.references
    )


@given(cuts=st.lists(st.integers(0, 6_000), max_size=10))
def test_how_it_is_cut_does_not_matter(cuts: list[int]) -> None:
    whole = write(REPORT)
    places = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(places)]
    reader = read(*pieces)
    assert reader.blocks == blocks_of(REPORT)
    assert reader.references == read(whole).references


def test_what_is_being_written_shows_already() -> None:
    reader = read('<gml-report><gml-section title="Risks"><gml-p><gml-claim cites="1">Half a sen')
    assert reader.blocks[-1] == Block(BlockKind.PARAGRAPH, (Sentence("Half a sen", (1,)),))


def test_elements_of_the_future_keep_their_text() -> None:
    reader = read("<gml-p><gml-claim>It is <gml-strong>very</gml-strong> old.</gml-claim></gml-p>")
    assert reader.blocks == [Block(BlockKind.PARAGRAPH, (Sentence("It is very old."),))]


def test_text_outside_of_claims_is_shown() -> None:
    assert read("<gml-p>Bare.</gml-p>").blocks == [Block(BlockKind.PARAGRAPH, (Sentence("Bare."),))]


def test_numbers_that_are_none_are_passed_over() -> None:
    reader = read('<gml-p><gml-claim cites="1 x ² 3">A.</gml-claim></gml-p>')
    assert reader.blocks[0].sentences[0].cites == (1, 3)


@given(
    st.lists(
        st.sampled_from(["<gml-p>", "</gml-p>", "<", "&", "]]>", "<!--", "x", '"']), max_size=9
    )
)
def test_nothing_upsets_it(pieces: list[str]) -> None:
    assert isinstance(read(*pieces).blocks, list)
