"""What every store of preferences promises."""

from bot.preferences import DEFAULTS, Audience, Choice, Person, Preferences, PreferencesStore, Setting
from inference.contract import NameKind

ADA, GRACE, ELSEWHERE = Person("T1", "U1"), Person("T1", "U2"), Person("T2", "U1")


def choice(setting: Setting, value: str, moment: int = 1) -> Choice:
    return Choice(setting, value, moment)


class Promises:
    """Inherited by the tests of each store, which bring a fixture `store`."""

    def test_who_chose_nothing_has_the_defaults(self, store: PreferencesStore) -> None:
        assert store.get(ADA) == DEFAULTS

    def test_choices_are_kept_for_one_person_of_one_team(self, store: PreferencesStore) -> None:
        store.put(ADA, choice(Setting.WIKIPEDIA, "fr"))
        store.put(ADA, choice(Setting.HIDDEN_KINDS, "places other"))
        store.put(ADA, choice(Setting.AUDIENCE, "everyone"))
        store.put(ADA, choice(Setting.FOLLOW_UPS, "off"))
        hidden = frozenset({NameKind.PLACES, NameKind.OTHER})
        assert store.get(ADA) == Preferences("fr", hidden, Audience.EVERYONE, follow_ups=False)
        assert store.get(GRACE) == store.get(ELSEWHERE) == DEFAULTS

    def test_the_later_choice_counts_whichever_comes_first(self, store: PreferencesStore) -> None:
        store.put(ADA, choice(Setting.WIKIPEDIA, "fr", moment=1_795_000_000_000_002))
        store.put(ADA, choice(Setting.WIKIPEDIA, "de", moment=1_795_000_000_000_001))
        assert store.get(ADA).wikipedia == "fr"
        store.put(ADA, choice(Setting.WIKIPEDIA, "it", moment=1_795_000_000_000_003))
        assert store.get(ADA).wikipedia == "it"

    def test_an_earlier_choice_of_another_setting_is_kept_too(self, store: PreferencesStore) -> None:
        store.put(ADA, choice(Setting.WIKIPEDIA, "fr", moment=2))
        store.put(ADA, choice(Setting.FOLLOW_UPS, "off", moment=1))
        assert store.get(ADA) == Preferences("fr", follow_ups=False)

    def test_everything_may_be_shown_again(self, store: PreferencesStore) -> None:
        store.put(ADA, choice(Setting.HIDDEN_KINDS, "people", moment=1))
        store.put(ADA, choice(Setting.HIDDEN_KINDS, "", moment=2))
        assert store.get(ADA) == DEFAULTS

    def test_a_person_is_forgotten(self, store: PreferencesStore) -> None:
        for person in (ADA, GRACE):
            store.put(person, choice(Setting.WIKIPEDIA, "fr", moment=2))
        store.forget_person(ADA)
        store.forget_person(ADA)
        assert store.get(ADA) == DEFAULTS
        assert store.get(GRACE).wikipedia == "fr"
        store.put(ADA, choice(Setting.WIKIPEDIA, "de", moment=1))
        assert store.get(ADA).wikipedia == "de"

    def test_a_team_is_forgotten(self, store: PreferencesStore) -> None:
        for person in (ADA, GRACE, ELSEWHERE):
            store.put(person, choice(Setting.WIKIPEDIA, "fr"))
        store.forget_team("T1")
        assert store.get(ADA) == store.get(GRACE) == DEFAULTS
        assert store.get(ELSEWHERE).wikipedia == "fr"
