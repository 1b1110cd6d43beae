import pytest

from inference.contract import ErrorCode, InferenceError
from inference.reading.language import readable, require_language, require_script
from tests.linear import UNITS, assert_linear, run

ENGLISH = ("en",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Bürgermeister eröffnete am Samstag den alten Leuchtturm, der neun Jahre geschlossen war.", "German"),
        ("Le maire a rouvert samedi le vieux phare de la ville après neuf ans de travaux.", "French"),
        ("El alcalde reabrió el sábado el viejo faro después de nueve años de obras.", "Spanish"),
        (
            "市長は土曜日に九年間の修理を終えた古い灯台を再開しました。約二千人が集まり、式典を見守りました。",
            "Japanese",
        ),
        ("В субботу мэр открыл старый маяк после девяти лет ремонта.", "Russian"),  # noqa: RUF001 - Cyrillic
    ],
)
def test_a_text_in_another_language_is_named_and_refused(text: str, language: str) -> None:
    with pytest.raises(InferenceError) as caught:
        require_language(text, ENGLISH)
    assert caught.value.code is ErrorCode.INVALID_REQUEST
    assert caught.value.message == f"This text seems to be in {language}; I only read English."


def test_a_form_with_names_of_another_language_is_read() -> None:
    invoice = (
        "INVOICE 2291\nBill to: Krzysztof Baran Usługi Budowlane\nul. Piotrkowska 118, 90-006 Łódź\nAmount due: 3 400"
    )
    require_language(invoice, ENGLISH)
    with pytest.raises(InferenceError, match="seems to be in Polish"):
        require_language(invoice.replace("Bill to", "Nabywca").replace("Amount due", "Kwota"), ENGLISH)


OTHER_SCRIPTS = [
    ("市长星期六重新开放了老灯塔。", "Chinese"),
    ("東京タワーはいつ建てられましたか", "Japanese"),
    ("시장은 토요일에 오래된 등대를 다시 열었다.", "Korean"),
    ("أعاد رئيس البلدية فتح المنارة القديمة يوم السبت.", "Arabic"),
    ("شهردار روز شنبه فانوس دریایی قدیمی شهر را پس از نه سال دوباره باز کرد.", "Persian"),
    ("ראש העיר פתח מחדש את המגדלור הישן.", "Hebrew"),
    ("महापौर ने शनिवार को पुराने प्रकाशस्तंभ को फिर से खोल दिया।", "Hindi"),
    ("নগরপ্রধান শনিবার পুরোনো বাতিঘরটি আবার খুলে দিয়েছেন।", "Bengali"),
    ("นายกเทศมนตรีเปิดประภาคารเก่าอีกครั้งเมื่อวันเสาร์", "Thai"),
    ("Ο δήμαρχος άνοιξε ξανά τον παλιό φάρο.", "Greek"),  # noqa: RUF001 - Greek
    ("Мэр снова открыл старый маяк.", "Russian"),
    ("Міський голова у суботу знову відкрив старий маяк після дев'яти років ремонту.", "Ukrainian"),  # noqa: RUF001 - Cyrillic
    ("გუშინ მერმა ძველი შუქურა გახსნა.", "Georgian"),
    ("会议", "Chinese"),
]


@pytest.mark.parametrize(("text", "language"), OTHER_SCRIPTS)
def test_a_text_in_another_script_is_named_however_short(text: str, language: str) -> None:
    with pytest.raises(InferenceError, match=f"^This text seems to be in {language}; I only read English\\.$"):
        require_language(text, ENGLISH)


@pytest.mark.parametrize(("text", "language"), OTHER_SCRIPTS)
def test_a_question_in_another_script_is_named(text: str, language: str) -> None:
    with pytest.raises(InferenceError, match=f"^This question seems to be in {language}; I only read English\\.$"):
        require_script(text, ENGLISH)


@pytest.mark.parametrize("question", ["Who is 习近平?", "what does 会 mean?", "Ou est la gare?", "π?", "🎉?"])
def test_other_questions_may_be_asked(question: str) -> None:
    require_script(question, ENGLISH)


MAYOR = "The mayor of the town opened the old lighthouse on Saturday."


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"{MAYOR} 市长星期六重新开放了老灯塔。", f"{MAYOR} {' ' * 13}。"),
        (
            f"市长星期六重新开放了老灯塔。约两千人参加了仪式。这座塔建于很久以前。市长星期六重新开放了它。\n{MAYOR}",
            None,
        ),
        ("The town of Busan (부산) has two harbours.", "The town of Busan (부산) has two harbours."),
        ("The angle Ω and the sum Σ are given.", "The angle Ω and the sum Σ are given."),
        (f"Мэр открыл маяк, 12.\n{MAYOR}", f"{' ' * 15}, 12.\n{MAYOR}"),
    ],
)
def test_a_mixed_text_is_read_in_its_english_part(text: str, read: str | None) -> None:
    require_language(text, ENGLISH)
    part = readable(text, ENGLISH)
    assert len(part) == len(text)
    assert part == read if read else part.strip("\n 。").endswith(MAYOR)


def test_a_few_english_words_make_no_english_text() -> None:
    with pytest.raises(InferenceError, match="Japanese"):
        require_language("新しいiPhone 15 Proは土曜日に発売されました。価格は約十六万円です。", ENGLISH)


def test_models_of_other_languages_read_their_scripts() -> None:
    for text, languages in (
        ("市长星期六重新开放了老灯塔。", ("zh",)),
        ("東京タワーはいつ建てられましたか", ("ja", "en")),
        ("会议", ()),
    ):
        require_language(text, languages)
        assert readable(text, languages) == text


@pytest.mark.parametrize("unit", [*UNITS, "中 1", "会 a "])
def test_in_linear_time(unit: str) -> None:
    assert_linear(lambda text: readable(text, ENGLISH), lambda size: run(unit, size))


@pytest.mark.parametrize(
    "text",
    [
        "He works at Google.",
        "Kim Jong Un, Xi Jinping, Nguyen Van Thieu, Pham Van Dong, Saigon, Hanoi, Pyongyang, Beijing",
        "Real Madrid beat FC Barcelona 2-1 in La Liga at the Santiago Bernabéu on Sunday night",
        "milk\neggs\nflour\nbutter\nsugar\ncinnamon\nolive oil\nlemon juice",
        "name,goals,club\nOkafor,2,Northgate\nHendry,0,Carrow\nDvorak,1,Elmswick",
        "def add(left, right):\n    return left + right\n\nprint(add(2, 3))",
        "lol idk what u mean brb gotta feed the cat again hahaha",
        "Merci",
    ],
)
def test_english_names_lists_and_code_are_read(text: str) -> None:
    require_language(text, ENGLISH)


def test_a_model_without_languages_reads_any() -> None:
    require_language("Der Bürgermeister eröffnete am Samstag den alten Leuchtturm am Hafen.", ())
