"""Makes the PDF and Word files of the sample documents out of `binary_sources/`.

The results are committed, so that nothing has to be built to use them. To make them anew:

    python -m tests.samples.make_binary_documents
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.samples.markup import Block, parse
from tests.samples.write_docx import docx
from tests.samples.write_pdf import pdf

HERE = Path(__file__).parent
SOURCES = HERE / "binary_sources"
DOCUMENTS = HERE / "documents"

_READABLE_BYTES_OF_THE_BROKEN_FILE = 420


@dataclass(frozen=True, slots=True)
class Output:
    """`sources` are names in `binary_sources/`, set one after the other."""

    name: str
    title: str
    dated: str
    sources: tuple[str, ...]
    footer: str = "Project Heron - data room - confidential"
    broken: bool = False


OUTPUTS = (
    Output(
        "audited-accounts-2025-summary.pdf",
        "Audited annual accounts 2025, summary",
        "2026-03-27",
        ("audited-accounts-2025-summary",),
    ),
    Output(
        "battery-offer-kesselbach.docx",
        "Tender response form T-2026-03: Kesselbach",
        "2026-06-15",
        ("battery-offer-kesselbach",),
        footer="Form T, issue 4",
    ),
    Output(
        "battery-offer-voltamar.docx",
        "Tender response form T-2026-03: Voltamar",
        "2026-06-11",
        ("battery-offer-voltamar",),
        footer="Form T, issue 4",
    ),
    Output(
        "board-minutes-2026-05-21.docx",
        "Board minutes 21 May 2026",
        "2026-05-28",
        ("board-minutes-2026-05-21",),
        footer="",
    ),
    Output(
        "board-minutes-2026-05-21.pdf",
        "Board minutes 21 May 2026",
        "2026-05-28",
        ("board-minutes-2026-05-21",),
    ),
    Output("hr-report-2026.pdf", "People report", "2026-06-30", ("hr-report-2026",)),
    Output(
        "information-memorandum.docx",
        "Project Heron: information memorandum",
        "2026-06-30",
        ("information-memorandum",),
        footer="Quillmore Corporate Finance - strictly private and confidential",
    ),
    Output(
        "insurance-programme-2026.pdf",
        "Insurance programme 2026",
        "2026-07-01",
        ("insurance-programme-2026",),
        footer="Larkhill & Vane, insurance brokers",
    ),
    Output(
        "litigation-status-letter.docx",
        "Status of disputes",
        "2026-07-01",
        ("litigation-status-letter",),
        footer="Ardmoyle Legal LLP - privileged",
    ),
    Output(
        "market-study-2026-with-cover-note.pdf",
        "Market study with cover note",
        "2026-07-06",
        ("market-study-2026-cover-note", "market-study-2026"),
    ),
    Output(
        "market-study-2026.docx",
        "Ferry travel on the Calder Sound: demand to 2030",
        "2026-06-29",
        ("market-study-2026",),
        footer="Tidebook Advisers",
    ),
    Output(
        "public-service-contract-amendment-2.docx",
        "Amendment No. 2 to the public service contract",
        "2026-02-10",
        ("public-service-contract-amendment-2",),
        footer="",
    ),
    Output(
        "public-service-contract.pdf",
        "Public service contract, operative terms",
        "2019-10-01",
        ("public-service-contract",),
    ),
    Output(
        "shareholders-agreement-summary.docx",
        "Shareholders' agreement: summary for buyers",
        "2026-06-12",
        ("shareholders-agreement-summary",),
    ),
    Output(
        "signature-page-berth-licence.pdf",
        "Signature page",
        "2023-05-02",
        ("signature-page-berth-licence",),
        footer="",
    ),
    Output(
        "technical-due-diligence.docx",
        "Technical due diligence: fleet and shore installations",
        "2026-06-30",
        ("technical-due-diligence",),
        footer="Tolvane Naval Consulting - TNC-2261",
    ),
    Output(
        "terminal-lease-port-maren.pdf",
        "Lease of the Port Maren terminal",
        "2026-06-08",
        ("terminal-lease-port-maren",),
    ),
    Output(
        "vessel-survey-petrel-2023.pdf",
        "Condition survey MV Petrel",
        "2023-11-14",
        ("vessel-survey-petrel",),
        broken=True,
    ),
)


def make(output: Output) -> bytes:
    blocks = [block for name in output.sources for block in _blocks(name)]
    if output.name.endswith(".docx"):
        dated = datetime.fromisoformat(f"{output.dated}T12:00:00+00:00")
        return docx(blocks, title=output.title, footer=output.footer, dated=dated)
    content = pdf(blocks, title=output.title, footer=output.footer)
    return content[:_READABLE_BYTES_OF_THE_BROKEN_FILE] if output.broken else content


def _blocks(name: str) -> list[Block]:
    return list(parse((SOURCES / f"{name}.md").read_text(encoding="utf-8")))


def main() -> None:
    for output in OUTPUTS:
        (DOCUMENTS / output.name).write_bytes(make(output))


if __name__ == "__main__":
    main()
