import csv
from pathlib import Path

from training.data.yes_no import load_yes_no


def write(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["question", "passage", "answer"])
        writer.writerows(rows)
    return path


def test_questions_have_a_verdict_and_no_answer(tmp_path: Path) -> None:
    file = write(tmp_path / "yesno.csv", [("Is it?", "It is.", "yes")])
    (question,) = [*load_yes_no(file, held_out=False), *load_yes_no(file, held_out=True)]
    assert (question.text, question.context, question.verdict, question.answers) == ("Is it?", "It is.", "yes", ())


def test_versions_of_a_passage_are_all_held_out_or_none_is(tmp_path: Path) -> None:
    rows = [
        (f"{asked} {group}?", f"Passage {group}, version {version}.", "no")
        for group in range(60)
        for version, asked in enumerate(("Is it", "Is it", "Was it"))
    ] + [(f"Was it {group}?", f"Passage {group}, version 0.", "no") for group in range(60)]
    file = write(tmp_path / "yesno.csv", rows)
    groups = [
        {question.context.partition(",")[0] for question in load_yes_no(file, held_out=held_out)}
        for held_out in (True, False)
    ]
    assert groups[0] & groups[1] == set()
    assert groups[0]
    assert len(groups[0]) < len(groups[1])
