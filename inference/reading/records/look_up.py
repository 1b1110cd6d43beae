"""What a table, a schedule or a list says to a question, where it leaves no doubt."""

from inference.reading.records.asked import asked
from inference.reading.records.found import Blank, Found
from inference.reading.records.from_fields import field_answer
from inference.reading.records.from_schedule import schedule_answer
from inference.reading.records.from_table import table_answer
from inference.reading.records.headed_list import list_answer
from inference.reading.records.offers import offer
from inference.reading.records.pairs import blocks
from inference.reading.records.sections import sections
from inference.reading.records.table import tables

MOST_BLOCKS = 50
"""Blocks of pairs, and tables, of a text that is looked at: each is compared with all that stands around it."""


def looked_up(question: str, text: str) -> Found | Blank | None:
    """None where the question names no single place, and for questions of other kinds."""
    wanted = asked(question)
    if wanted is None:
        return None
    parted, tabular = sections(text), tables(text)
    found = blocks(text, least_fields=1 if parted else 2)
    if len(found) + len(tabular) > MOST_BLOCKS:
        return None
    answers = (
        table_answer(wanted, tabular, text),
        field_answer(wanted, found, parted, text),
        schedule_answer(wanted, found, text),
        offer(wanted, text),
    )
    spans = {answer for answer in answers if answer}
    if spans:
        only = spans.pop()
        return None if spans else only if isinstance(only, Blank) else Found(*only)
    items = list_answer(wanted, text)
    return Found(items[0][0], items[-1][1], items) if items else None
