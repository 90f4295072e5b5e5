from hypothesis import given
from hypothesis import strategies as st

from nyqst_agent.runners.bedrock.budget import fit

_TEXTS = st.lists(st.text(max_size=40))


@given(_TEXTS, st.integers(0, 200))
def test_the_first_ones_are_kept_within_the_budget(texts: list[str], budget: int) -> None:
    kept = fit(texts, str, budget)
    assert kept == texts[: len(kept)]
    assert sum(map(len, kept)) <= budget or len(kept) == 1


@given(_TEXTS, st.integers(0, 200))
def test_no_more_would_have_fitted(texts: list[str], budget: int) -> None:
    kept = fit(texts, str, budget)
    if len(kept) < len(texts):
        assert sum(map(len, texts[: len(kept) + 1])) > budget
