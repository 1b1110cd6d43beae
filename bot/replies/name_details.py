"""What is said of one name: how it is shown, its other forms, and what it is."""

from itertools import islice

from inference.contract import Name
from inference.exports import rows

LONGEST_NAME = 120
"""Characters of a name in the list; the text shows it whole."""
_LONGEST_ABOUT = 300
_MOST_FORMS = 3


def shortened(name: str) -> str:
    """A name as lists show it."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def other_forms(text: str, name: Name) -> list[str]:
    """The first few of what else the text calls it."""
    return [shortened(form) for form in islice(rows.other_forms(text, name), _MOST_FORMS)]


def told(text: str, name: Name) -> str:
    """What the text says, and what the tables say of a place."""
    about = " ".join(text[name.about.start : name.about.end].split()) if name.about else ""
    place = name.place.what if name.place else ""
    if name.place and name.place.local:
        place += f" ({name.place.local})"
    return "; ".join(part for part in (about[:_LONGEST_ABOUT], place) if part)
