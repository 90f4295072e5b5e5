import pytest

from nyqst_agent.language.english import is_english


@pytest.mark.parametrize(
    "text",
    [
        "Der Vertrag wurde am 3. Mai von der Firma unterzeichnet und ist gültig.",
        "La société a été fondée en 1999 et emploie trente personnes dans la ville.",
        "El contrato se firma con la empresa para que los pagos sean más claros.",
    ],
)
def test_other_languages_are_recognised(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text", ["Logs are kept for thirty days by default.", "K2 arm: £38,000", ""]
)
def test_english_and_what_is_too_short_to_tell_passes(text: str) -> None:
    assert is_english(text)
