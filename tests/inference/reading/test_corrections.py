import pytest

from inference.contract import AnswersRequest
from inference.reading.answers import AnswersReader
from inference.reading.corrections import corrected
from tests.linear import UNITS, assert_linear, run


def instead_of(answer: str, question: str, text: str) -> str | None:
    start = text.index(answer)
    place = corrected(question, text, start, start + len(answer))
    return text[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("text", "answer", "right"),
    [
        ("Training starts at 6. Edit: 7, not 6.", "6", "7"),
        ("Training starts at 6!\nEdit: sorry folks, at 7 instead of 6", "6", "7"),
        ("The room holds 80 people. Correction: 95 people.", "80 people", "95 people"),
        ("The room holds 80 people. Correction: 95.", "80 people", "95"),
        ("Entry is \u00a312. (Correction: \u00a314.50)", "\u00a312", "\u00a314.50"),
        ("Entry is 12 \u20ac. Correction: 14 \u20ac.", "12 \u20ac", "14 \u20ac"),
        ("We leave at 9.15 am. Sorry, make that 10.30 am.", "9.15 am", "10.30 am"),
        ("We leave at 9. Edit: 10. Edit: 11!", "9", "11"),
        ("We leave at 9. Update 2: 10.", "9", "10"),
        ("We leave at 9 - sorry, 10.", "9", "10"),
        ("We leave at 9. sorry 9:30. Bring a coat.", "9", "9:30"),
        ("We leave at 9 (edit 10)", "9", "10"),
        ("We leave at 9. Correction: 10 o'clock.", "9", "10"),
        ("Room 2.14 it is\n*edit* sorry, 3.08!! Somebody booked it", "2.14", "3.08"),
        ("Room 2.14 it is\n**EDIT:** 3.08", "2.14", "3.08"),
        ("We meet at 9 _(edited: 10)_", "9", "10"),
        ("We meet at 7:30.\nMake it at 8:30, Bob is late", "7:30", "8:30"),
        ("We meet at 9:30am. Sorry, it's 10am, the train is late.", "9:30am", "10am"),
        ("We meet at 6.30 p.m. [Correction] 7.15 p.m. Bring a pen.", "6.30 p.m.", "7.15 p.m."),
    ],
)
def test_the_last_number_that_a_clause_puts_in_its_place_counts(text: str, answer: str, right: str) -> None:
    assert instead_of(answer, "What is it?", text) == right


@pytest.mark.parametrize(
    ("text", "answer", "right"),
    [
        ("We start at 6.30pm. Correction: it's at 7.15pm, the gym is taken before.", "6.30pm", "7.15pm"),
        ("We start at 6pm. Sorry, 7pm because of the bus.", "6pm", "7pm"),
        ("Room 2.14 it is. Oops, 3.08 - somebody booked it.", "2.14", "3.08"),
        ("Entry is 12 euros. Correction: now 14 euros, as the hall costs more.", "12 euros", "14 euros"),
    ],
)
def test_a_clause_may_say_why(text: str, answer: str, right: str) -> None:
    assert instead_of(answer, "What is it?", text) == right


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When was it to be at first?", "Training starts at 6. Edit: 7, not 6.", "6"),
        ("How many died?", "The fire killed 12 people (updated 14:30).", "12 people"),
        ("How many rooms has it?", "The museum has 300 rooms (updated 2024).", "300 rooms"),
        ("How much is it?", "It costs 740 euros. Updated 14:30.", "740 euros"),
        ("What was the wrong price?", "Entry is 12 euros. Correction: 14 euros.", "12 euros"),
        ("How many came?", "12 people came. Update: 3 dogs came too.", "12"),
        ("How many came?", "12 people came. Update: 15 people, 3 of them late.", "12"),
        ("How many came?", "12 people came. Sorry I am late.", "12"),
        ("How many came?", "12 people came. Sorry, 8, I had to leave.", "12"),
        ("How many came?", "12 people came. Edit: at 8, we had to leave.", "12"),
        ("How many came?", "12 people came. Edit: 8pm, and we had to leave.", "12"),
        ("How many came?", "12 people came. Update #2. We had to leave.", "12"),
        ("How many came?", "12 people came. Update 2: we had to leave.", "12"),
        ("How many came?", "12 people came. She was sorry. 15 chairs were free.", "12"),
        ("Who came?", "Team A came. Correction: 3.", "Team A"),
        ("How many came?", "12 people came. Edit: 12, not 11.", "12"),
        ("How long is it?", "It is 3 to 4 km long. Correction: 5 km.", "3 to 4 km"),
    ],
)
def test_other_numbers_stay(question: str, text: str, answer: str) -> None:
    assert instead_of(answer, question, text) is None


def test_a_reader_gives_the_corrected_number(answers: AnswersReader) -> None:
    context = "Tea is at 4 in the garden.\nEdit: 5, not 4!"
    reply = answers.read(AnswersRequest(question="When is tea?", context=context))
    assert reply.answer == "5"
    assert reply.evidence is not None
    assert context[reply.evidence.start : reply.evidence.end] == "Edit: 5, not 4!"


@pytest.mark.parametrize("unit", [*UNITS, "edit: 1 ", "sorry, ", "1 not ", "1.", "*edit* ", "1 p.", "1, "])
def test_in_linear_time(unit: str) -> None:
    assert_linear(lambda text: corrected("What?", f"1 a. {text}", 0, 1), lambda size: run(unit, size))
    assert_linear(lambda text: corrected("What?", text, 0, len(text)), lambda size: run(unit, size))
