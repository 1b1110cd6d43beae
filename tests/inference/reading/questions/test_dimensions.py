import pytest

from inference.reading.questions.dimensions import measures_something_else


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How much does Fell cost?", "1.9 kg"),
        ("how much do i have to pay for the tent", "about 40 minutes"),
        ("What does the walk cost?", "12 km"),
        ("What is the ticket price?", "2 hours"),
        ("Hi, can you tell me how expensive it is?", "35 °C"),
        ("How much does the parcel weigh?", "30 cm"),
        ("How heavy is it?", "45 minutes"),
        ("weight of the kettle?", "1.7 l"),
        ("the price of a loaf", "800 g"),
        ("How much is a sourdough loaf?", "800 g"),
        ("How many minutes does it bake?", "190 degrees"),
        ("How long does it take to charge?", "60 km"),
        ("How old is Rex?", "31 kg"),
        ("How tall is Ana?", "14 years"),
        ("How long is the bridge?", "40 kg"),
        ("How warm is the pool?", "25 metres"),
    ],
)
def test_amount_of_something_else_is_no_answer(question: str, answer: str) -> None:
    assert measures_something_else(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How much does Fell cost?", "80 euros"),
        ("How much does Fell cost?", "80"),
        ("How much did it cost?", "3 pounds"),
        ("What did it cost?", "8m"),
        ("How much does beef cost?", "12 euros per kg"),
        ("How much time did it cost?", "2 hours"),
        ("How much is the delay?", "40 minutes"),
        ("How much does it weigh?", "1.9 kg"),
        ("How much does it weigh?", "3 pounds"),
        ("How long is the walk?", "12 km"),
        ("How long is the walk?", "3 hours"),
        ("How far is the station?", "ten minutes on foot"),
        ("How far can an owl turn its head?", "270 degrees"),
        ("How old is Rex?", "7 years"),
        ("How tall is Ana?", "1.62 m"),
        ("When does it cost less?", "3 days"),
        ("Which tent is cheap?", "1.9 kg"),
    ],
)
def test_amount_of_what_is_asked_for_or_of_no_known_unit_may_be_one(question: str, answer: str) -> None:
    assert not measures_something_else(question, answer)
