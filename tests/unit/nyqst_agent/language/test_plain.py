import pytest

from nyqst_agent.language.plain import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("However, the **lease** ends on 3 May (see Section 4).", "The lease ends on 3 May."),
        ("Customer: Acme; Region: North; Staff: 12", "For Acme, region is North and staff is 12."),
        ("Revenue; 2024: 10; 2025: 12", "For Revenue, 2024 is 10 and 2025 is 12."),
        ("Notice period: 90 days", "The notice period is 90 days."),
        ("company_total › punctuality_pct: 95.8", "Company total: punctuality is 95.8 percent."),
        ("File › Save as: writes a copy", "File › Save as: writes a copy."),
        ("Revenue FY2023: $4.2m", "Revenue FY2023: $4.2m."),
        ("The limits are:\n\n- 5 users\n- 10 GB", "The limits are: 5 users; 10 GB."),
        ("block_size\n\nSize of a block.", "block_size: Size of a block."),
        ("See [the docs](http://x.y) for `foo`.", "See the docs for `foo`."),
        ("use :ref:`borg_create` daily", "Use borg_create daily."),
        ("the log is copytrun‐\n   cated", "The log is copytruncated."),
        ("Acme wrote.\n- They offer 5 percent.", "Acme wrote. They offer 5 percent."),
        ("It costs $5[3].", "It costs $5."),
        ("PARTS[2] holds the patch level.", "PARTS[2] holds the patch level."),
        ("It is slow, see section 5.2.", "It is slow."),
        ("Keep it. See Section 20.2 for how.", "Keep it. See Section 20.2 for how."),
    ],
)
def test_a_statement_becomes_a_readable_line(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_nothing_is_added_to_a_sentence_that_is_fine() -> None:
    assert plain("The rent is £214,000 a year.") == "The rent is £214,000 a year."
