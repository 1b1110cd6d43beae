"""Modals as values: what one is about, and what a person has typed into it.

What is typed is never kept: Slack sends it with each interaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from bot.origins import Origin
from bot.passages.grammar import EVERYTHING, Wish
from bot.passages.questions import MAX_QUESTIONS, bare, find_questions
from bot.passages.slack_text import is_only_links
from inference.contract import MAX_QUESTION_LENGTH, Task

MAX_INPUT: Final = 3_000
"""Characters that a field of a modal takes."""

CALLBACK: Final = "lectern_dialog"
TEXT: Final = "text"
QUESTION: Final = "question"
TYPED: Final = "typed"
"""The action id of every field; its block's id tells which."""

NO_TEXT = "Please put a text here."
ONLY_LINKS = "I do not open links to pages. Please put the text itself here."
NO_QUESTION = "Please write a question."
LONG_QUESTION = f"Please write at most {MAX_QUESTION_LENGTH:,} characters."


class Dialog(BaseModel):
    """What a modal is for; this goes into its `private_metadata`.

    `channel` is where it was opened and results are posted; none means to the person directly. With an `origin` the
    text is that of a message, else it is typed in.
    """

    model_config = ConfigDict(frozen=True)

    tasks: tuple[Task, ...] = EVERYTHING
    channel: str = ""
    origin: Origin | None = None

    @property
    def needs_question(self) -> bool:
        return Task.ANSWERS in self.tasks

    @property
    def takes_question(self) -> bool:
        """Without a task of its own, a modal reads what a mention would: a question goes before all."""
        return self.needs_question or self.tasks == EVERYTHING


@dataclass(frozen=True)
class Typed:
    text: str = ""
    question: str = ""


@dataclass(frozen=True)
class OpenDialog:
    """A modal as an interaction brings it."""

    view_id: str
    dialog: Dialog
    typed: Typed

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "OpenDialog":
        dialog = Dialog.model_validate_json(view.get("private_metadata") or "{}")
        values = (view.get("state") or {}).get("values") or {}
        return cls(view["id"], dialog, Typed(_value(values, TEXT), _value(values, QUESTION)))

    def faults(self) -> dict[str, str]:
        """A sentence for each field, by its block's id, that keeps the modal from being read."""
        found = {}
        if self.dialog.origin is None and not self.typed.text:
            found[TEXT] = NO_TEXT
        elif self.typed.text and is_only_links(self.typed.text):
            found[TEXT] = ONLY_LINKS
        if self.dialog.needs_question and not self.typed.question:
            found[QUESTION] = NO_QUESTION
        elif max(map(len, self._questions), default=0) > MAX_QUESTION_LENGTH:
            found[QUESTION] = LONG_QUESTION
        return found

    def wish(self) -> Wish:
        """What the person wants; a question decides where nothing else does."""
        tasks = (Task.ANSWERS,) if self._questions else self.dialog.tasks
        return Wish(tasks, self.typed.text, self._questions)

    @property
    def _questions(self) -> tuple[str, ...]:
        """One on each line, or several in one; whatever stands there is one."""
        if not self.dialog.takes_question:
            return ()
        lines = [line for line in self.typed.question.splitlines() if line.strip()]
        return tuple(question for line in lines for question in _questions_in(line))[:MAX_QUESTIONS]


def _questions_in(line: str) -> tuple[str, ...]:
    asked = find_questions(line)
    return asked.questions if asked.questions and not asked.text else (bare(line),)


def _value(values: Mapping[str, Any], block: str) -> str:
    typed = ((values.get(block) or {}).get(TYPED) or {}).get("value")
    return typed.strip()[:MAX_INPUT] if isinstance(typed, str) else ""
