from nyqst_agent.language.synonyms import knows, phrases, spelled, synonyms
from nyqst_agent.language.words import stems


def test_words_of_one_group_stand_for_each_other() -> None:
    assert stems("turnover") in synonyms(stems("revenue"))
    assert stems("revenue") in synonyms(stems("turnover"))


def test_groups_are_no_chains() -> None:
    assert stems("attrition") not in synonyms(stems("revenue"))


def test_a_known_phrase_is_kept_together() -> None:
    assert stems("chief executive officer") in phrases(stems("The chief executive officer left."))


def test_a_phrase_can_be_spelled_out_again() -> None:
    assert spelled(stems("chief executive officer")) == "chief executive officer"


def test_ordinary_words_are_known_and_names_are_not() -> None:
    assert knows("contract")
    assert not knows("nginx")


def test_what_tells_of_a_thing_is_no_name_for_its_like() -> None:
    assert stems("cash") in synonyms(stems("financial"))
    assert stems("cash") not in synonyms(stems("revenue"))
    assert stems("financial") not in synonyms(stems("cash"))
