from nyqst_agent.offline.asked import Asked
from nyqst_agent.offline.weights import favoured_by, leans, measured_by, own_terms, weights


def _words(terms: object) -> list[str]:
    return [term.words for term, _ in terms]  # type: ignore[attr-defined]


def test_the_name_of_the_subject_is_not_what_is_asked() -> None:
    assert [term.words for term in own_terms(Asked("What is the rent of Acme?"))] == ["rent"]


def test_a_question_for_the_subject_alone_lives_by_its_name() -> None:
    assert [term.words for term in own_terms(Asked("What is Acme?"))] == ["acme"]


def test_another_name_of_a_thing_weighs_less() -> None:
    found = weights(Asked("How many employees are there?"))
    assert found[("headcount",)] < found[("employe",)]


def test_a_verb_weighs_less_than_a_noun() -> None:
    found = {term.words: weight for term, weight in measured_by(Asked("Who pays the rent?"))}
    assert found["pays"] < found["rent"]


def test_a_question_without_a_subject_leans_on_the_one_before() -> None:
    decides = Asked("Who decides?", "When are sailings suspended?")
    assert leans(decides)
    assert {"sailings", "suspended"} <= set(_words(measured_by(decides)))


def test_a_thing_in_a_list_stands_alone_and_favours_what_is_asked_of_it() -> None:
    permit = Asked("permit", "What obligations follow from the")
    assert not leans(permit)
    assert _words(measured_by(permit)) == ["permit"]
    assert "obligations" in _words(favoured_by(permit))


def test_the_abbreviation_for_information_technology_is_no_pronoun() -> None:
    found = _words(measured_by(Asked("How good is IT security?")))
    assert found == ["information technology", "security"]
