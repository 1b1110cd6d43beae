"""The real app before a scripted Slack, and what Slack sends of the Home tab."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import BoltRequest

from bot.app import create_app
from bot.delivery import UnansweredError
from bot.ledger import Ledger
from bot.manners import Manners
from bot.preferences import InMemoryPreferences, Person, PreferencesStore
from tests.bot.cases.case import Case
from tests.bot.cases.play import AtOnce
from tests.bot.cases.scripted_slack import ScriptedSlack, scripted
from tests.bot.fakes import SECRET, FakeInference, event_request, interaction_request

YOU = Person("T1", "U1")
DIRECT = "D1"

Json = dict[str, Any]


class AtHome:
    """What a person does, and what Slack is told then."""

    def __init__(
        self, slack: ScriptedSlack, preferences: PreferencesStore, manners: Manners, ledger: Ledger | None
    ) -> None:
        self.slack = slack
        self.preferences = preferences
        self.inference = FakeInference()
        self.failures: list[UnansweredError] = []
        self.app = create_app(
            signing_secret=SECRET,
            bot_token="xoxb-1",
            api_url=f"{slack.url}/api/",
            inference=self.inference,
            team_ids=["T1"],
            manners=manners,
            ledger=ledger,
            preferences=preferences,
            on_failure=self.failures.append,
            may_wait=lambda: True,
            listener_executor=AtOnce(),  # type: ignore[arg-type]
        )
        self._clicks = 0

    def event(self, event: Json, **envelope: Any) -> None:
        body = {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": "Ev1", "event": event}
        bot = {"team_id": "T1", "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": False}
        self.send(event_request({**body, "authorizations": [bot], **envelope}))

    def open(self, tab: str = "home", **envelope: Any) -> None:
        self.event(
            {"type": "app_home_opened", "user": YOU.user, "channel": DIRECT, "tab": tab, "event_ts": "1.1"}, **envelope
        )

    def act(self, action_id: str, *, channel: str = DIRECT, again: bool = False, **fields: Any) -> None:
        """Do something with an element of the Home tab; `again` delivers the same once more."""
        self._clicks += not again
        action = {"action_id": action_id, "block_id": "b", "action_ts": f"1795000000.{self._clicks:06}", **fields}
        payload = {
            "type": "block_actions",
            "user": {"id": YOU.user, "team_id": YOU.team},
            "team": {"id": YOU.team, "domain": "t"},
            "enterprise": None,
            "is_enterprise_install": False,
            "api_app_id": "A1",
            "trigger_id": f"1.1.{self._clicks}",
            "container": {"type": "view", "view_id": "V1"},
            "view": {"id": "V1", "type": "home", "private_metadata": channel, "state": {"values": {}}},
            "actions": [action],
        }
        self.send(interaction_request(payload))

    def send(self, request: BoltRequest) -> None:
        assert self.app.dispatch(request).status == 200

    @property
    def views(self) -> list[Json]:
        """What was published for you."""
        published = [arguments for method, arguments in self.slack.calls if method == "views.publish"]
        assert all(each["user_id"] == YOU.user for each in published)
        return [json.loads(each["view"]) if isinstance(each["view"], str) else each["view"] for each in published]

    def said(self, channel: str = DIRECT) -> list[Json]:
        return [message for where, message in self.slack.said if where == channel]

    def called(self, method: str) -> list[Json]:
        return [arguments for name, arguments in self.slack.calls if name == method]


@contextmanager
def at_home(
    preferences: PreferencesStore | None = None,
    manners: Manners | None = None,
    ledger: Ledger | None = None,
    **script: Any,
) -> Iterator[AtHome]:
    """`script` are fields of a case, such as what Slack refuses."""
    taken = {"views.publish": {"ok": True}, "assistant.threads.setSuggestedPrompts": {"ok": True}}
    case = Case(id="home", kind="home", body={}, expect={}, methods={**taken, **script.pop("methods", {})}, **script)
    with scripted(case) as slack:
        yield AtHome(slack, preferences or InMemoryPreferences(), manners or Manners(), ledger)


def accessory(view: Json, action_id: str) -> Json:
    """The element of a setting."""
    elements: list[Json] = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    (found,) = [element for element in elements if element["action_id"] == action_id]
    return found


def words(view: Json) -> str:
    return json.dumps(view, ensure_ascii=False)
