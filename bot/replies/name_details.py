"""What is said of one name: how it is shown, its other forms, and what it is."""

from inference.contract import Name

LONGEST_NAME = 120
"""Characters of a name in the list; the text shows it whole."""
_LONGEST_ABOUT = 300
_MOST_FORMS = 3


def shortened(name: str) -> str:
    """A name as lists show it."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def other_forms(text: str, name: Name) -> list[str]:
    """How else the text calls it; a title before the name makes no other form."""
    forms: dict[str, str] = {}
    for mention in name.mentions:
        form = shortened(" ".join(text[mention.start : mention.end].split()))
        if form and not form.casefold().endswith(name.name.casefold()):
            forms.setdefault(form.casefold(), form)
        if len(forms) == _MOST_FORMS:
            break
    return list(forms.values())


def told(text: str, name: Name) -> str:
    """What the text says, and what the tables say of a place."""
    about = " ".join(text[name.about.start : name.about.end].split()) if name.about else ""
    place = name.place.what if name.place else ""
    if name.place and name.place.local:
        place += f" ({name.place.local})"
    return "; ".join(part for part in (about[:_LONGEST_ABOUT], place) if part)
