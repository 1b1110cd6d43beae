"""What a person has chosen in the bot's Home tab, and where it is kept: ids and choices, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import NamedTuple, Protocol, Self

from bot.wikipedias import DEFAULT_WIKIPEDIA, WIKIPEDIAS
from inference.contract import NameKind


class Person(NamedTuple):
    """A Slack user: `team` is the id of what has installed the app, a workspace or a whole organisation."""

    team: str
    user: str


class Audience(StrEnum):
    """Who sees the replies to a person's commands."""

    ONE = "one"
    EVERYONE = "everyone"


class Setting(StrEnum):
    WIKIPEDIA = "wikipedia"
    HIDDEN_KINDS = "hidden_kinds"
    AUDIENCE = "audience"
    FOLLOW_UPS = "follow_ups"


@dataclass(frozen=True)
class Choice:
    """One setting as it is kept; of two for the same setting the later counts.

    Attributes
    ----------
    value
        A code of WIKIPEDIAS, kinds with spaces between them, an audience, or "on" or "off".
    moment
        When it was chosen, in microseconds since 1970, by Slack's clock.
    """

    setting: Setting
    value: str
    moment: int


@dataclass(frozen=True)
class Preferences:
    """`wikipedia` is a code of WIKIPEDIAS; `follow_ups`: questions in threads are answered without a mention.

    Kinds are kept by what is hidden, so that one that is new is shown.
    """

    wikipedia: str = DEFAULT_WIKIPEDIA
    hidden_kinds: frozenset[NameKind] = frozenset()
    audience: Audience = Audience.ONE
    follow_ups: bool = True

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Self:
        """From the values of choices by setting; what this version does not know counts as not chosen."""
        wikipedia = values.get(Setting.WIKIPEDIA, "")
        return cls(
            wikipedia=wikipedia if wikipedia in WIKIPEDIAS else DEFAULT_WIKIPEDIA,
            hidden_kinds=frozenset(NameKind) & {*values.get(Setting.HIDDEN_KINDS, "").split()},
            audience=Audience.EVERYONE if values.get(Setting.AUDIENCE) == Audience.EVERYONE else Audience.ONE,
            follow_ups=values.get(Setting.FOLLOW_UPS) != "off",
        )


DEFAULTS = Preferences()


class PreferencesStore(Protocol):
    """Every call may raise whatever keeps the store from answering."""

    def get(self, person: Person) -> Preferences:
        """The defaults, for whatever was not chosen."""
        ...

    def put(self, person: Person, choice: Choice) -> None:
        """Keep a choice, unless a later one for the same setting is there: requests may overtake each other."""
        ...

    def forget_person(self, person: Person) -> None: ...

    def forget_team(self, team: str) -> None: ...


class InMemoryPreferences:
    """A `PreferencesStore` for one process; thread-safe."""

    def __init__(self) -> None:
        self._chosen: dict[Person, dict[Setting, Choice]] = {}
        self._lock = Lock()

    def get(self, person: Person) -> Preferences:
        with self._lock:
            chosen = self._chosen.get(person, {})
            return Preferences.of({setting: choice.value for setting, choice in chosen.items()})

    def put(self, person: Person, choice: Choice) -> None:
        with self._lock:
            chosen = self._chosen.setdefault(person, {})
            known = chosen.get(choice.setting)
            if known is None or known.moment < choice.moment:
                chosen[choice.setting] = choice

    def forget_person(self, person: Person) -> None:
        with self._lock:
            self._chosen.pop(person, None)

    def forget_team(self, team: str) -> None:
        with self._lock:
            self._chosen = {person: chosen for person, chosen in self._chosen.items() if person.team != team}
