import pytest

from nyqst_documents.extract.language import language_of

SAMPLES = {
    "en": "The company has not paid a dividend for the year because the board wants to keep the"
    " cash.",
    "de": "Die Gesellschaft hat für das Jahr keine Dividende gezahlt, weil der Vorstand sparen "
    "will.",
    "fr": "La société n'a pas versé de dividende pour l'exercice parce que le conseil veut "
    "garder les fonds.",
    "es": "La sociedad no ha pagado un dividendo por el año porque el consejo quiere guardar "
    "los fondos.",
    "it": "La società non ha pagato un dividendo per l'anno perché il consiglio vuole tenere i "
    "fondi della cassa.",
    "nl": "De vennootschap heeft over het jaar geen dividend betaald omdat het bestuur de kas "
    "wil houden.",
    "sv": "Bolaget har inte betalat någon utdelning för året och det är för att styrelsen vill "
    "spara på pengar.",
    "fi": "Yhtiö ei ole maksanut osinkoa, ja se on niin kuin hallitus on halunnut, mutta myös "
    "omistajat.",
    "pl": "Spółka nie wypłaciła dywidendy za ten rok, bo zarząd chce zachować środki na "
    "inwestycje w przyszłości i to jest ważne.",
    "ru": "Общество не выплатило дивиденды за год, потому что совет хочет сохранить средства.",
    "uk": "Товариство не виплатило дивіденди за рік, тому що рада хоче зберегти кошти.",
    "el": "Η εταιρεία δεν κατέβαλε μέρισμα για το έτος.",
    "ja": "会社は今年、配当を支払いませんでした。取締役会が資金を残したいからです。",
    "zh": "公司今年没有支付股息因为董事会希望保留资金。",
    "ko": "회사는 올해 배당금을 지급하지 않았습니다.",
    "ar": "لم تدفع الشركة أرباحا عن السنة لأن المجلس يريد الاحتفاظ بالنقد.",
    "he": "החברה לא שילמה דיבידנד עבור השנה.",
    "hi": "कंपनी ने वर्ष के लिए लाभांश का भुगतान नहीं किया।",
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), SAMPLES.items())
def test_a_sentence_gives_its_language_away(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "Total 12.4", "Acme Helsinki Oslo Bergen Turku Malmö Kiel Gdynia Riga"]
)
def test_what_is_too_short_or_no_prose_stays_undetermined(text: str) -> None:
    assert language_of(text) == "und"


def test_the_letters_of_a_register_are_no_words() -> None:
    assert language_of("A a to V v close I i K k O o S s Z z open list " * 9) == "und"


def test_hexadecimal_digits_are_no_words() -> None:
    assert language_of("seed: 0xa475f55e; next: 0xb2d594a; " * 20) == "und"
