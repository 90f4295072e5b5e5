import pytest

from nyqst_agent.language.editions import edition


@pytest.mark.parametrize(
    "name",
    [
        "retention-policy-v1.docx",
        "Retention Policy v2.1 (final).pdf",
        "retention_policy_2022.md",
        "Retention policy (superseded)",
        "retention-policy-old.html",
    ],
)
def test_editions_of_one_work_share_its_name(name: str) -> None:
    assert edition(name).work == ("retent", "polici")


def test_what_the_name_announces_is_read() -> None:
    assert edition("plan-v2.1-draft.md").version == (2, 1)
    assert edition("plan-v2.1-draft.md").draft
    assert edition("price_list_2022.csv").year == 2022
    assert edition("Employee handbook (superseded)").outdated
    assert edition("pricing_old.html").aged


def test_numbers_that_count_documents_are_no_versions() -> None:
    assert edition("invoice-001.txt").version == ()
