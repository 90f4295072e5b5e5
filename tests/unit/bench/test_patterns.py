import pytest

from tests.bench.patterns import meets, requirement


@pytest.mark.parametrize(
    ("alternative", "sentence"),
    [
        ("#38.6m", "Revenue was €38,600,000."),
        ("#9", "Nine of the masters retire."),
        ("#96.5%", "It is 96.5 percent."),
        ("@2029-12-31", "It ends on 31 December 2029."),
        ("@2027", "It opens in the spring of 2027."),
        ("@2027-05", "From May 2027 on."),
        ("/two .* closed/", "Of three findings two had been closed."),
        ("punctual*", "Punctuality fell."),
        ("Maeve Tarrant", "It is led by maeve  tarrant."),
        ("it's", "It’s done."),
    ],
)
def test_an_alternative_is_found(alternative: str, sentence: str) -> None:
    assert meets(sentence, requirement([[alternative]]))


@pytest.mark.parametrize(
    ("alternative", "sentence"),
    [
        ("#38.6m", "Revenue was €38.6 thousand."),
        ("#95", "Punctuality was 95.8 percent."),
        ("#96.5%", "It weighs 96.5 tonnes."),
        ("#31", "It ends on 31 December 2029."),
        ("@2029-12-31", "It ends in December 2029."),
        ("EBIT", "EBITDA rose."),
        ("contract", "The contractor left."),
    ],
)
def test_what_is_something_else_is_not_found(alternative: str, sentence: str) -> None:
    assert not meets(sentence, requirement([[alternative]]))


def test_every_group_must_be_met_by_one_alternative() -> None:
    wanted = requirement([["#5", "#6"], ["red", "green"]])
    assert meets("Six green bottles.", wanted)
    assert not meets("Six blue bottles.", wanted)
