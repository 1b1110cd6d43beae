"""The real app, mounted in the local workspace over HTTP, with a fake inference client."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

from bot.app import create_app
from bot.delivery import UnansweredError
from bot.dialogs import TYPED
from bot.manners import Manners
from bot.modes.answering import Answering, Failures, InboxLedger
from bot.modes.inbox import Inbox
from bot.modes.slack_endpoint import slack_endpoint
from bot.preferences import PreferencesStore
from infra.slack_manifest import MANIFEST
from tests.bot.fakes import FakeInference
from tests.polling import until
from workspace.pressing import Pressed
from workspace.server import WorkspaceServer

CHANNEL = "#reading"


class Executor(ThreadPoolExecutor):
    """Knows what it was given."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self._given: list[Future[Any]] = []

    def submit(self, *given: Any, **named: Any) -> Future[Any]:
        self._given.append(super().submit(*given, **named))
        return self._given[-1]

    def finish(self) -> None:
        """Wait until all of it is done."""
        wait(self._given)


class Stage:
    """`inbox` makes it the bot on one machine, which makes a second attempt at what it could not answer."""

    def __init__(
        self,
        server: WorkspaceServer,
        inbox: Inbox | None = None,
        preferences: PreferencesStore | None = None,
        manners: Manners = Manners(),  # noqa: B008 - a frozen value
    ) -> None:
        self.inference = FakeInference()
        self.failures: list[UnansweredError] = []
        self.inbox = inbox
        self._noted = Failures()
        self.workspace = server.workspace
        self.executor = Executor(8)
        self.app = create_app(
            signing_secret=self.workspace.signing_secret,
            bot_token=self.workspace.bot_token,
            api_url=server.api_url,
            inference=self.inference,
            on_failure=self.note_failure,
            listener_executor=self.executor,
            team_ids=[self.workspace.team_id],
            ledger=InboxLedger(inbox) if inbox else None,
            preferences=preferences,
            manners=manners,
        )
        if inbox:
            Answering(self.app, inbox, self._noted, pauses=(0.0,)).start()
        server.connect(slack_endpoint(self.app, self.workspace.signing_secret))

    def note_failure(self, failure: UnansweredError) -> None:
        self.failures.append(failure)
        self._noted.append(failure)

    def mention(self, text: str, channel: str = CHANNEL, thread_ts: str | None = None) -> list[dict[str, Any]]:
        """Say something and return what the bot answered in the thread, once it has finished."""
        ts = self.workspace.post_message(channel, text, thread_ts=thread_ts)
        return self.answers(ts, channel, thread_ts)

    def answers(self, ts: str, channel: str = CHANNEL, thread_ts: str | None = None) -> list[dict[str, Any]]:
        self.workspace.wait_until(lambda: self._after(ts, channel, thread_ts))
        self.finish()
        return self._after(ts, channel, thread_ts)

    def command(self, name: str, text: str) -> list[dict[str, Any]]:
        assert self.workspace.run_command(CHANNEL, name, text)
        self.finish()
        return [each for each in self.workspace.messages(CHANNEL) if each.get("is_ephemeral")]

    def press(self, message: dict[str, Any], label: str, user: str | None = None) -> None:
        """Press a button of a message, and wait until what comes of it is done."""
        self.workspace.press(message["channel"], message["ts"], buttons(message)[label][0], user=user)
        self.finish()

    @property
    def view(self) -> dict[str, Any]:
        """The modal that you see."""
        current = self.workspace.views.current(self.workspace.you.id)
        assert current is not None
        return current

    def press_in_view(self, label: str, **typed: str) -> None:
        """Press a button of the modal, with this in its fields, and wait until what comes of it is done."""
        view = self.view
        self.workspace.press_in_view(view["id"], buttons(view)[label][0], _in_fields(typed))
        self.finish()

    def submit(self, **typed: str) -> dict[str, str]:
        """Submit the modal with this in its fields; what is found cannot be there before `finish`."""
        return self.workspace.submit_view(self.view["id"], _in_fields(typed))

    def finish(self) -> None:
        """Wait until all work after acknowledgements is done, so that what is there now is all there will be."""
        if self.inbox:
            until(lambda: not self.inbox or not self.inbox.waiting())
        self.executor.finish()

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [call.arguments for call in self.workspace.calls if call.method == method]

    def _after(self, ts: str, channel: str, thread_ts: str | None) -> list[dict[str, Any]]:
        thread = self.workspace.messages(channel, thread_ts or ts)
        return [each for each in thread if each["ts"] > ts and each["user"] == self.workspace.bot_user_id]


def _in_fields(typed: dict[str, str]) -> dict[str, dict[str, str | None]]:
    return {block_id: {TYPED: said} for block_id, said in typed.items()}


@contextmanager
def open_stage(
    inbox: Inbox | None = None,
    preferences: PreferencesStore | None = None,
    manners: Manners = Manners(),  # noqa: B008 - a frozen value
) -> Iterator[Stage]:
    """The workspace delivers everything once."""
    server = WorkspaceServer(MANIFEST, retry_delays=())
    stage = Stage(server, inbox, preferences, manners)
    server.start()
    try:
        yield stage
    finally:
        stage.inference.gate.set()
        if inbox:
            inbox.close()
        stage.executor.shutdown(wait=True)
        server.stop()


def shown(message: dict[str, Any]) -> str:
    """The text of all blocks as a person reads it, paragraphs on lines of their own."""
    lines: list[str] = []
    for block in _rich_texts(message):
        for element in block["elements"]:
            rows = element["elements"] if element["type"] == "rich_text_list" else [element]
            lines += ["".join(part.get("text", part.get("url", "")) for part in row["elements"]) for row in rows]
    return "\n".join(lines)


def lines(message: dict[str, Any]) -> set[str]:
    """The paragraphs that a person reads, whatever their order."""
    return set(shown(message).splitlines())


def bold(message: dict[str, Any]) -> list[str]:
    """Texts in bold, in order."""
    return [
        part["text"]
        for block in _rich_texts(message)
        for element in block["elements"]
        for row in (element["elements"] if element["type"] == "rich_text_list" else [element])
        for part in row["elements"]
        if part.get("style", {}).get("bold")
    ]


def buttons(message: dict[str, Any]) -> dict[str, tuple[Pressed, str]]:
    """What can be pressed, by its label, and the value that it brings."""
    found = {}
    for block in message.get("blocks", []):
        for element in block.get("elements", []):
            if element["type"] in {"button", "icon_button"}:
                pressed = Pressed(block["block_id"], element["action_id"])
                found[element["text"]["text"]] = (pressed, element.get("value", ""))
            for thumb in ("positive_button", "negative_button"):
                if thumb in element:
                    value = element[thumb]["value"]
                    pressed = Pressed(block["block_id"], element["action_id"], value)
                    found[element[thumb]["text"]["text"]] = (pressed, value)
    return found


def _rich_texts(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in message.get("blocks", []) if block["type"] == "rich_text"]
