from datetime import date

import pytest

from nyqst.documents.model import Extract
from nyqst.research.model.evidence import Source, Standing
from nyqst_agent.index.corpus import merged_corpus
from tests.unit.nyqst_agent.index.made import document

POLICY = (
    "Backups are kept for {days} days. Logs are kept for a month. Staff must lock their screens."
)


def sources(*documents: Extract) -> dict[str, Source]:
    return {d.source.name: d.source for d in merged_corpus(documents)}


def policy(name: str, days: int, **facts: object) -> Extract:
    return document(name, POLICY.format(days=days), title="Backup policy", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (policy("backup-policy-v1.md", 30), policy("backup-policy-v2.md", 90)),
        (policy("backup-policy-draft.md", 30), policy("backup-policy-final.md", 90)),
        (policy("backup-policy_old.md", 30), policy("backup-policy.md", 90)),
        (policy("backup-policy-2022.md", 30, dated=date(2022, 1, 1)),
         policy("backup-policy-2024.md", 90, dated=date(2024, 1, 1))),
    ],
)  # fmt: skip
def test_an_older_edition_is_replaced_by_the_newer_one(old: Extract, new: Extract) -> None:
    found = sources(old, new)
    assert found[old.name].standing is Standing.OUTDATED
    assert found[old.name].replaced_by == found[new.name].sha256
    assert found[new.name].standing is Standing.CURRENT


def test_the_newest_of_three_replaces_both_others() -> None:
    found = sources(*(policy(f"backup-policy-v{n}.md", 10 * n) for n in (1, 2, 3)))
    newest = found["backup-policy-v3.md"].sha256
    assert [found[f"backup-policy-v{n}.md"].replaced_by for n in (1, 2)] == [newest, newest]


def test_minutes_of_a_later_meeting_do_not_replace_earlier_ones() -> None:
    found = sources(
        document("minutes-2024-03.md", "The board met in March.", dated=date(2024, 3, 1)),
        document("minutes-2024-04.md", "The board met in April.", dated=date(2024, 4, 1)),
    )
    assert {source.standing for source in found.values()} == {Standing.CURRENT}


def test_a_text_is_replaced_by_one_that_says_so() -> None:
    old = document("memo-a.md", "Fees are £5 a month.", title="Club fees")
    new = document("memo-b.md", "This notice supersedes the club fees list. Fees are £6 a month.")
    assert sources(old, new)["memo-a.md"].replaced_by == sources(old, new)["memo-b.md"].sha256


def test_contracts_with_two_suppliers_are_no_versions_of_each_other() -> None:
    found = sources(
        document("orion-contract.md", "Notice period: 30 days.", title="Contract with Orion"),
        document("vega-contract.md", "Notice period: 90 days.", title="Contract with Vega"),
    )
    assert {source.standing for source in found.values()} == {Standing.CURRENT}


def test_the_same_name_in_two_folders_is_two_works() -> None:
    found = sources(policy("north/policy-v1.md", 30), policy("south/policy-v2.md", 90))
    assert {source.replaced_by for source in found.values()} == {None}
