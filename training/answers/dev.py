"""What answers models are measured and calibrated on, and never trained on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.answers.measures import own_passages, unanswerable_pairs
from training.data.several import load_several
from training.data.squad import Question, load_squad
from training.data.written_questions import load_written
from training.data.yes_no import load_yes_no

Pairs = Sequence[tuple[Question, str]]


@dataclass(frozen=True)
class AnswersDev:
    """Questions with passages, by kind.

    Attributes
    ----------
    articles
        Of SQuADShifts' dev part; each is put to its own passage.
    elsewhere
        The same put to passages that do not answer them.
    short
        Of the texts written for this project, put to their own: answerable ones and near misses.
    yes_no
        Questions that ask for yes or no, by where they are from: public data, or texts written for this project.
    several
        Questions with several answers, likewise.
    """

    articles: Pairs
    elsewhere: Pairs
    short: Pairs
    yes_no: Mapping[str, Sequence[Question]]
    several: Mapping[str, Sequence[Question]]

    @property
    def one_answer(self) -> Sequence[Question]:
        """Every third of the questions on articles and short texts that have one answer."""
        questions = (question for question, _ in (*self.articles, *self.short))
        return [question for question in questions if question.answers and not question.parts][::3]


def load_answers_dev(data: Path) -> AnswersDev:
    """Read all of it from the data folder."""
    questions = load_squad(data / "qa/dev.json.gz")
    written = load_written(held_out=True)
    return AnswersDev(
        articles=own_passages(questions),
        elsewhere=unanswerable_pairs(questions),
        short=own_passages(question for question in written if not question.verdict),
        yes_no={
            "CondaQA and BoolQ": load_yes_no(data / "qa/yesno.csv.gz", held_out=True),
            "written": [question for question in written if question.verdict],
        },
        several={
            "MultiSpanQA": load_several(data / "qa/multispanqa.json.gz", held_out=True),
            "written": [question for question in written if question.parts],
        },
    )
