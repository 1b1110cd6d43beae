"""Cards for Anki that ask who or what a name is, with the sentence that first mentions it."""

import io
import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from html import escape
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from inference.contract import NameKind
from inference.exports.rows import Row

DECK = "Lectern: names"

_DECK_ID, _NOTE_TYPE_ID = 1_836_402_711, 1_836_402_712
"""Chosen once: by them Anki knows the deck and its kind of notes again."""

_FIELDS = ("Name", "Question", "Sentence", "Kind", "Explanation", "Place", "Other forms")
_KINDS = {
    NameKind.PEOPLE: "Person",
    NameKind.PLACES: "Place",
    NameKind.ORGANISATIONS: "Organisation",
    NameKind.PEOPLES: "People or nationality",
    NameKind.WORKS: "Work or product",
    NameKind.EVENTS: "Event",
    NameKind.OTHER: "Name of another kind",
}
_ASKING = {NameKind.PEOPLE: "Who is", NameKind.PEOPLES: "Who are"}
_FRONT = '<p class="question" dir="auto">{{Question}}</p><p dir="auto">{{Sentence}}</p>'
_BACK = (
    '{{FrontSide}}<hr id="answer"><p class="kind">{{Kind}}</p>'
    '{{#Explanation}}<p dir="auto">{{Explanation}}</p>{{/Explanation}}'
    '{{#Place}}<p dir="auto">{{Place}}</p>{{/Place}}'
    '{{#Other forms}}<p class="kind" dir="auto">also {{Other forms}}</p>{{/Other forms}}'
)
_STYLE = """.card { font: 20px/1.5 sans-serif; margin: 1em auto; max-width: 34em; }
.question { font-size: 1.3em; }
.kind { opacity: 0.7; }
"""


def anki_package(rows: Sequence[Row], moment: float) -> bytes:
    """A package with one card for each name.

    Anki updates a note that it has from an earlier package with the same name and sentence, where that is older.
    `moment` is when the package is made, in seconds since 1970.
    """
    import genanki  # noqa: PLC0415 - a slow import, which only this needs

    note_type, deck = _note_type(genanki), genanki.Deck(_DECK_ID, DECK)
    seen: Counter[tuple[str, str]] = Counter()
    for row in rows:
        key = (row.name, str(row.sentence))
        deck.add_note(genanki.Note(note_type, _fields(row), guid=genanki.guid_for(DECK, *key, seen[key])))
        seen[key] += 1
    return _packed(genanki.Package(deck), moment)


def _note_type(genanki: Any) -> Any:
    templates = [{"name": "Who or what", "qfmt": _FRONT, "afmt": _BACK}]
    fields = [{"name": name} for name in _FIELDS]
    return genanki.Model(_NOTE_TYPE_ID, "Lectern: name", fields=fields, templates=templates, css=_STYLE)


def _fields(row: Row) -> list[str]:
    sentence = row.sentence
    mention = f"<b>{_html(sentence.mention)}</b>" if sentence.mention else ""
    place = f"{row.place} ({row.local_name})" if row.local_name else row.place
    return [
        _html(row.name),
        f"{_ASKING.get(row.kind, 'What is')} {_html(row.name)}?",
        f"{_html(sentence.before)}{mention}{_html(sentence.after)}",
        _KINDS[row.kind],
        _html(row.about),
        _html(place),
        _html(", ".join(row.other_forms)),
    ]


def _html(words: str) -> str:
    """Brackets too are written as signs: Anki plays, or typesets, what `[sound:…]` and `[latex]` enclose."""
    return escape(words, quote=False).replace("[", "&#91;")


def _packed(package: Any, moment: float) -> bytes:
    """In memory: genanki's own way to a file leaves a database with the text behind, in the temporary folder."""
    with closing(sqlite3.connect(":memory:")) as connection:
        package.write_to_db(connection.cursor(), moment, count(int(moment * 1000)))
        connection.commit()
        database = connection.serialize()
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", database)
        archive.writestr("media", json.dumps({}))
    return packed.getvalue()
