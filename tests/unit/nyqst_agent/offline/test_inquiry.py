from nyqst_agent.offline.inquiry import Wanted, inquire, sub_questions, wanted


def test_the_name_in_a_question_is_its_subject() -> None:
    inquiry = inquire("What is the revenue of Acme Holdings?")
    assert [term.words for term in inquiry.subject] == ["acme holdings"]
    assert [term.words for term in inquiry.needs[0].terms] == ["revenue"]


def test_the_items_of_a_list_are_needs_of_their_own() -> None:
    inquiry = inquire("What do the documents say about the money of Acme: revenue, profit, cash?")
    assert [need.text for need in inquiry.needs] == ["revenue", "profit", "cash"]


def test_words_that_any_text_has_weigh_less() -> None:
    weights = {
        t.words: t.weight for t in inquire("What is the main reason for delays?").needs[0].terms
    }
    assert weights["main"] < weights["delays"]


def test_a_misspelt_word_is_taken_for_the_one_that_was_meant() -> None:
    (term, *_) = inquire("What is the maximun?").needs[0].terms
    assert term.phrase == ("maximum",)


def test_what_kind_of_answer_is_wanted() -> None:
    assert wanted("How many people work there?") is Wanted.FIGURE
    assert wanted("When does it end?") is Wanted.TIME
    assert wanted("Who signed?") is Wanted.PERSON
    assert wanted("Why did it fail?") is Wanted.CAUSE
    assert wanted("How do I start it?") is Wanted.PROCEDURE
    assert wanted("When should it be used?") is Wanted.ANYTHING


def test_a_sentence_that_asks_nothing_is_left_out_beside_one_that_does() -> None:
    text = "We plan to move. What does the lease cost, and when does it end?"
    assert sub_questions(text) == ("What does the lease cost", "when does it end?")
