import re

import pytest

from benchmarks import readers
from benchmarks.readers import CONTENDERS, ROUNDS, Figures

OURS = (Figures(0.5, 0.010, 90), Figures(0.2, 0.012, 100), Figures(0.4, 0.011, 80))
THEIRS = (Figures(5.0, 0.10, 900), Figures(6.0, 0.12, 800), Figures(4.0, 0.14, 880))


def test_contenders_take_turns_and_each_ratio_is_of_the_best_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    turns: list[str] = []

    def measure(contender: str, *_: object) -> Figures:
        turns.append(contender)
        figures = OURS if contender in {"answers", "nouns"} else THEIRS
        return figures[turns.count(contender) - 1]

    monkeypatch.setattr(readers, "_measure", measure)
    monkeypatch.setattr("subprocess.run", lambda *_, **__: None)  # which writes the models to compare with
    monkeypatch.setattr("sys.argv", ["readers"])
    assert readers.main() == 0
    assert turns == [*CONTENDERS] * ROUNDS
    assert re.findall(r"(\d+\.\d) times", capsys.readouterr().out) == ["10.0", "20.0", "10.0"] * 2
