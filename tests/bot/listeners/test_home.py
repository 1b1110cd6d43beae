import json
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.models.views import View

from bot.examples import EXAMPLES
from bot.listeners.home import NOT_FORGOTTEN, NOT_KEPT, NOT_READ
from bot.manners import Manners
from bot.preferences import DEFAULTS, Audience, Choice, InMemoryPreferences, Person, Preferences, Setting
from bot.wikipedias import WIKIPEDIAS
from inference.contract import NameKind
from tests.bot.listeners.at_home import DIRECT, YOU, AtHome, accessory, at_home, words


@pytest.fixture
def home() -> Iterator[AtHome]:
    with at_home() as opened:
        yield opened


def option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


def test_it_says_what_the_bot_does_and_what_becomes_of_texts(home: AtHome) -> None:
    home.open()
    (view,) = home.views
    assert view["type"] == "home"
    for each in ("*Names*", "*Category*", "*Answers*", "nothing of it is kept", "nothing is sent to anyone else"):
        assert each in words(view)
    buttons = [element for block in view["blocks"] for element in block.get("elements", []) if "action_id" in element]
    assert [each["action_id"] for each in buttons] == [*(f"try_{name}" for name in EXAMPLES), "forget_settings"]


def test_slack_would_take_it(home: AtHome) -> None:
    home.open()
    View(**{key: value for key, value in home.views[0].items() if key != "private_metadata"}).to_dict()
    assert len(home.views[0]["blocks"]) <= 100


def test_what_is_preferred_without_a_choice_is_chosen(home: AtHome) -> None:
    home.open()
    (view,) = home.views
    wikipedia = accessory(view, "setting_wikipedia")
    assert wikipedia["initial_option"]["value"] == "en"
    assert {each["value"]: each["text"]["text"] for each in wikipedia["options"]} == WIKIPEDIAS
    kinds = accessory(view, "setting_hidden_kinds")
    assert [each["value"] for each in kinds["initial_options"]] == [*NameKind]
    assert accessory(view, "setting_audience")["initial_option"]["value"] == "one"
    assert accessory(view, "setting_follow_ups")["initial_options"]


def test_where_no_follow_ups_are_answered_there_is_no_such_setting() -> None:
    with at_home(manners=Manners(follow_ups=False)) as home:
        home.open()
        assert "setting_follow_ups" not in words(home.views[0])


def test_choices_are_kept_and_shown(home: AtHome) -> None:
    home.act("setting_wikipedia", type="static_select", selected_option=option("fr"))
    home.act("setting_hidden_kinds", type="checkboxes", selected_options=[option("people"), option("places")])
    home.act("setting_audience", type="radio_buttons", selected_option=option("everyone"))
    home.act("setting_follow_ups", type="checkboxes", selected_options=[])
    hidden = frozenset(NameKind) - {NameKind.PEOPLE, NameKind.PLACES}
    assert home.preferences.get(YOU) == Preferences("fr", hidden, Audience.EVERYONE, follow_ups=False)
    view = home.views[-1]
    assert len(home.views) == 4
    assert view["private_metadata"] == DIRECT
    assert accessory(view, "setting_wikipedia")["initial_option"]["text"]["text"] == "Français"
    assert [each["value"] for each in accessory(view, "setting_hidden_kinds")["initial_options"]] == [
        "people",
        "places",
    ]
    assert accessory(view, "setting_audience")["initial_option"]["value"] == "everyone"
    assert "initial_options" not in accessory(view, "setting_follow_ups")


def test_follow_ups_can_be_switched_on_again(home: AtHome) -> None:
    home.act("setting_follow_ups", type="checkboxes", selected_options=[])
    home.act("setting_follow_ups", type="checkboxes", selected_options=[option("on")])
    assert home.preferences.get(YOU) == DEFAULTS


def test_no_kind_at_all_may_be_shown(home: AtHome) -> None:
    home.act("setting_hidden_kinds", type="checkboxes", selected_options=[])
    assert home.preferences.get(YOU).hidden_kinds == frozenset(NameKind)
    assert "initial_options" not in accessory(home.views[-1], "setting_hidden_kinds")


@pytest.mark.parametrize(
    ("action_id", "fields"),
    [
        ("setting_font", {"selected_option": option("serif")}),
        ("setting_wikipedia", {"selected_option": None}),
        ("setting_wikipedia", {"selected_option": option("fr"), "action_ts": "yesterday"}),
        ("setting_hidden_kinds", {}),
    ],
)
def test_what_is_no_choice_changes_nothing(home: AtHome, action_id: str, fields: dict[str, Any]) -> None:
    home.act(action_id, **fields)
    assert home.preferences.get(YOU) == DEFAULTS
    assert home.failures == []


def test_settings_are_forgotten_when_asked_to(home: AtHome) -> None:
    home.act("setting_wikipedia", type="static_select", selected_option=option("fr"))
    home.act("forget_settings", type="button")
    assert home.preferences.get(YOU) == DEFAULTS
    assert accessory(home.views[-1], "setting_wikipedia")["initial_option"]["value"] == "en"


class Busy(InMemoryPreferences):
    """Something else is chosen and published right after it was looked up for the first time."""

    def get(self, person: Person) -> Preferences:
        found = super().get(person)
        if found == DEFAULTS:
            self.put(person, Choice(Setting.WIKIPEDIA, "fr", 1))
        return found


def test_a_choice_that_comes_in_between_is_shown_in_the_end() -> None:
    with at_home(Busy()) as home:
        home.open()
        shown = [accessory(view, "setting_wikipedia")["initial_option"]["value"] for view in home.views]
        assert shown == ["en", "fr"]


class Broken(InMemoryPreferences):
    def get(self, person: Person) -> Preferences:
        raise TimeoutError

    def put(self, person: Person, choice: Choice) -> None:
        raise TimeoutError

    def forget_person(self, person: Person) -> None:
        raise TimeoutError


def test_a_store_that_does_not_answer_is_told_of() -> None:
    with at_home(Broken()) as home:
        home.open()
        home.act("setting_wikipedia", type="static_select", selected_option=option("fr"))
        home.act("forget_settings", type="button")
        notices = [NOT_READ, NOT_KEPT, NOT_FORGOTTEN]
        assert [notice in words(view) for notice, view in zip(notices, home.views, strict=True)] == [True] * 3
        assert home.failures == []


@pytest.mark.parametrize("error", ["not_enabled", "token_revoked", "internal_error"])
def test_a_view_that_slack_does_not_take_is_a_line_in_the_log(error: str, caplog: pytest.LogCaptureFixture) -> None:
    with at_home(methods={"views.publish": {"ok": False, "error": error}}) as home:
        home.open()
        home.act("setting_wikipedia", type="static_select", selected_option=option("fr"))
        assert home.preferences.get(YOU).wikipedia == "fr"
        assert home.slack.said == []
        assert home.failures == []
    assert caplog.text.count(error) == 2


def test_messages_begin_with_suggestions(home: AtHome) -> None:
    home.open("messages")
    (call,) = home.called("assistant.threads.setSuggestedPrompts")
    assert call["channel_id"] == DIRECT
    assert "thread_ts" not in call
    prompts = json.loads(call["prompts"]) if isinstance(call["prompts"], str) else call["prompts"]
    assert prompts == [{"title": each.title, "message": each.message} for each in EXAMPLES.values()]
    assert home.views == []


def test_suggestions_that_slack_does_not_take_cost_nothing() -> None:
    refused = {"assistant.threads.setSuggestedPrompts": {"ok": False, "error": "missing_scope"}}
    with at_home(methods=refused) as home:
        home.open("messages")
        assert home.failures == []
        assert home.slack.said == []


def test_an_organisation_that_has_installed_it_is_the_team(home: AtHome) -> None:
    home.preferences.put(Person("E1", YOU.user), Choice(Setting.WIKIPEDIA, "fr", 1))
    bot = {"enterprise_id": "E1", "team_id": None, "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": True}
    home.open(authorizations=[bot], enterprise_id="E1")
    assert accessory(home.views[0], "setting_wikipedia")["initial_option"]["value"] == "fr"


def test_what_the_bot_has_no_use_for_is_acknowledged(home: AtHome) -> None:
    home.event({"type": "app_context_changed", "user": YOU.user, "context": {"entities": []}, "event_ts": "1.1"})
    assert home.slack.calls == []
