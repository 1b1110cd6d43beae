"""A message for each task that anyone can send: suggested by Slack, and tried from the Home tab."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Example:
    """`label` is for a button, `title` for a suggestion; `message` is what a person would write to the bot."""

    label: str
    title: str
    message: str


_CURIE = (
    "Marie Curie was born in Warsaw and moved to Paris in 1891. She worked there with Pierre Curie at the University "
    "of Paris, and in 1903 the Royal Swedish Academy of Sciences awarded both of them the Nobel Prize in Physics."
)
_SHARES = (
    "Shares in the railway builder rose by four per cent on Tuesday after the company said that its profits had "
    "doubled in the third quarter. Analysts had expected a smaller rise, because the price of steel has gone up since "
    "spring."
)

EXAMPLES: Final = {
    "names": Example("Names", "Show the names in a text", f"Names:\n{_CURIE}"),
    "category": Example("Category", "Say which kind of news a text is", f"Category:\n{_SHARES}"),
    "question": Example(
        "A question", "Answer a question about a text", f"When did Marie Curie move to Paris?\n{_CURIE}"
    ),
    "help": Example("How to ask", "Show how to ask", "Help"),
}
