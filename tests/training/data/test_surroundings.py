import random

from training.data.surroundings import AFTER, BEFORE, surrounded


def test_a_text_stands_whole_among_what_is_around_it() -> None:
    rng = random.Random(1)  # noqa: S311 - seeded on purpose
    made = {surrounded("The vote is on Sunday.", rng) for _ in range(200)}
    assert len(made) > 50
    for text in made:
        before, after = text.split("The vote is on Sunday.")
        assert before.rstrip(" \n") in {each.rstrip(" \n") for each in BEFORE}
        assert after.strip() in {*AFTER, ""}
