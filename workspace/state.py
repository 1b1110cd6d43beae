"""The workspace: everything behind the Web API and the page, put together."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from workspace.app_manifest import Manifest
from workspace.commands import Commands
from workspace.composing import Composer
from workspace.content import MAX_TEXT
from workspace.deliveries import ANSWER_WITHIN_SECONDS, SLACKS_RETRIES_SECONDS, Deliveries
from workspace.directory import Channel, Directory, Identity, User
from workspace.errors import SlackError
from workspace.events import Events
from workspace.faults import Call, Faults, make_fault
from workspace.feed import Feed, Json
from workspace.files import MAX_SNIPPET, MAX_UPLOAD, Files, stub_of
from workspace.ids import new_id
from workspace.interactions import Interactions
from workspace.messages import Messages
from workspace.people import People
from workspace.pressing import Pressed
from workspace.reading import Reading
from workspace.response_urls import ResponseUrls
from workspace.triggers import Triggers
from workspace.uploads import Uploads
from workspace.view_state import Typed
from workspace.views import Views
from workspace.voice import Voice

T = TypeVar("T")


class Workspace:
    """People act through its methods; the bot acts through the Web API that is served for it.

    Channels are named by id or by name (`"#reading"`), users by id; without a user, you act. Nothing here is kept
    beyond the process, and each run has its own ids, token and signing secret.
    """

    def __init__(
        self,
        manifest: Manifest,
        base_url: str,
        events_url: str,
        *,
        retry_delays: Sequence[float] = SLACKS_RETRIES_SECONDS,
        answer_within: float = ANSWER_WITHIN_SECONDS,
    ) -> None:
        self.manifest = manifest
        self.identity = identity = Identity()
        self.directory = Directory(identity, manifest)
        self.feed = Feed()
        self.store = Messages(self.feed)
        self.reading = Reading(self.feed)
        self.files = Files(self.feed, identity.team_id, base_url)
        self.uploads = Uploads(self.feed, base_url)
        self.faults = Faults()
        self.calls: deque[Call] = deque(maxlen=300)
        self.deliveries = Deliveries(
            events_url,
            identity.signing_secret,
            self.feed,
            retry_delays=retry_delays,
            answer_within=answer_within,
        )
        self.events = Events(identity, manifest, self.directory, self.deliveries, self.reading)
        self.voice = Voice(identity, self.directory, self.store, self.events, self.reading)
        self.response_urls = ResponseUrls(self.feed, self.store, self.voice)
        self.triggers = Triggers(self.feed)
        self.views = Views(identity, self.feed)
        self._composer = Composer(self.directory)
        self._people = People(self.directory, self.store, self.events, self.voice)
        self._commands = Commands(
            identity=identity,
            manifest=manifest,
            directory=self.directory,
            base_url=base_url,
            messages=self.store,
            deliveries=self.deliveries,
            voice=self.voice,
            reading=self.reading,
            response_urls=self.response_urls,
            triggers=self.triggers,
        )
        self.interactions = Interactions(
            identity=identity,
            manifest=manifest,
            base_url=base_url,
            messages=self.store,
            deliveries=self.deliveries,
            response_urls=self.response_urls,
            triggers=self.triggers,
            views=self.views,
        )

    @property
    def team_id(self) -> str:
        return self.identity.team_id

    @property
    def bot_user_id(self) -> str:
        return self.identity.bot_user_id

    @property
    def bot_id(self) -> str:
        return self.identity.bot_id

    @property
    def bot_token(self) -> str:
        return self.identity.bot_token

    @property
    def signing_secret(self) -> str:
        return self.identity.signing_secret

    @property
    def you(self) -> User:
        return self.directory.you

    def channel(self, reference: str) -> Channel:
        """Raise SlackError `channel_not_found` where there is none."""
        if found := self.directory.channel(reference):
            return found
        raise SlackError("channel_not_found")

    @property
    def direct_channel(self) -> Channel:
        """Your direct conversation with the bot."""
        return self.channel(self.you.id)

    def post_message(self, channel: str, text: str, *, user: str | None = None, thread_ts: str | None = None) -> str:
        """Post as a person does from the composer; returns the timestamp at once, while events are on their way.

        Raises
        ------
        SlackError
            `no_text`, `msg_too_long`, `channel_not_found`, `thread_not_found`.
        """
        if not text.strip():
            raise SlackError("no_text")
        if len(text) > MAX_TEXT:
            raise SlackError("msg_too_long")
        blocks = self._composer.blocks(text, new_id("B"))
        place = self.channel(channel)
        return self._people.say(place, user, thread_ts, {"text": self._composer.text(text), "blocks": blocks})

    def upload_snippet(
        self,
        channel: str,
        text: str,
        *,
        comment: str = "",
        title: str = "Untitled",
        user: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Share a long text as a file, with a comment that may mention the bot; returns the message's timestamp.

        Raises
        ------
        SlackError
            `no_text`, `file_too_large`, `channel_not_found`, `thread_not_found`.
        """
        if not text.strip():
            raise SlackError("no_text")
        if len(text) > MAX_SNIPPET:
            raise SlackError("file_too_large")
        place = self.channel(channel)
        file = self.files.add_snippet(text, title, user or self.you.id, place.id)
        return self._people.say(place, user, thread_ts, self._shared(comment, file))

    def upload_file(
        self,
        channel: str,
        content: bytes,
        name: str,
        *,
        comment: str = "",
        mimetype: str | None = None,
        is_stub: bool = False,
        user: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Share a file of any type; returns the message's timestamp. A stub is what comes from another workspace.

        Raises
        ------
        SlackError
            `no_file_data`, `file_too_large`, `channel_not_found`, `thread_not_found`.
        """
        if not content or not name:
            raise SlackError("no_file_data")
        if len(content) > MAX_UPLOAD:
            raise SlackError("file_too_large")
        place = self.channel(channel)
        file = self.files.add_upload(content, name, user or self.you.id, place.id, mimetype)
        return self._people.say(place, user, thread_ts, self._shared(comment, stub_of(file) if is_stub else file))

    def post_content(
        self, channel: str, content: Json, *, user: str | None = None, thread_ts: str | None = None
    ) -> str:
        """Post what no composer makes, such as another app's message, of any fields; returns the timestamp."""
        return self._people.say(self.channel(channel), user, thread_ts, content)

    def permalink(self, channel: str, ts: str) -> str:
        """The address of a message, as people copy it.

        Raises
        ------
        SlackError
            `channel_not_found`, `message_not_found`.
        """
        place = self.channel(channel)
        message = self.store.find_lasting(place.id, ts)
        address = f"https://{self.identity.team_domain}.slack.com/archives/{place.id}/p{ts.replace('.', '')}"
        root = message.get("thread_ts", ts)
        return address if root == ts else f"{address}?thread_ts={root}&cid={place.id}"

    def _shared(self, comment: str, file: Json) -> Json:
        blocks = {"blocks": self._composer.blocks(comment, new_id("B"))} if comment.strip() else {}
        said = {"text": self._composer.text(comment), **blocks}
        return {"subtype": "file_share", **said, "files": [file], "upload": False}

    def run_command(
        self, channel: str, command: str, text: str = "", *, user: str | None = None, thread_ts: str | None = None
    ) -> bool:
        """Run a slash command and wait for its acknowledgement; False where the person was told of a failure."""
        person = self.directory.users[user or self.you.id]
        return self._commands.run(self.channel(channel), person, command, text, thread_ts)

    def react(self, channel: str, ts: str, name: str, *, user: str | None = None) -> None:
        """Put an emoji on a message; raises SlackError `message_not_found`."""
        self.events.reacted(self.store.find(self.channel(channel).id, ts), user or self.you.id, name)

    def use_shortcut(self, callback_id: str, *, channel: str = "", ts: str = "") -> None:
        """Use a shortcut: of a message where one is named, else a global one; raises SlackError."""
        if ts:
            self.interactions.use_message_shortcut(self.you, callback_id, self.channel(channel), ts)
        else:
            self.interactions.use_shortcut(self.you, callback_id)

    def press(self, channel: str, ts: str, pressed: Pressed, *, user: str | None = None) -> None:
        """Press a button of a message; raises SlackError."""
        person = self.directory.users[user or self.you.id]
        self.interactions.press(person, self.channel(channel), ts, pressed)

    def press_in_view(self, view_id: str, pressed: Pressed, typed: Typed) -> None:
        """Press a button of your modal on top, or of your Home tab; raises SlackError `not_found`, or as `press`."""
        views = (self.views.current(self.you.id), self.views.home(self.you.id))
        view = next((each for each in views if each and each["id"] == view_id), None)
        if view is None:
            raise SlackError("not_found")
        self.interactions.press_in_view(self.you, view, pressed, typed)

    def open_home(self, tab: str = "home") -> None:
        """Open your direct conversation with the bot, or its Home tab: the app is told."""
        view = self.views.home(self.you.id) if tab == "home" else None
        self.events.home_opened(self.you, self.direct_channel, tab, view)

    def remove_app(self) -> None:
        """Tell the app that it was removed; it goes on being served, which Slack would not do."""
        self.events.removed()

    def submit_view(self, view_id: str, typed: Typed) -> dict[str, str]:
        """Submit your modal on top; returns a sentence for each block that keeps it from being done."""
        return self.interactions.submit(self.you, view_id, typed)

    def close_view(self, view_id: str) -> None:
        self.interactions.close(self.you, view_id)

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """What is seen on the page, oldest first: a channel without the answers in threads, or one thread whole.

        Ephemeral messages are among them and carry `is_ephemeral`.
        """
        found = self.channel(channel).id
        return self.store.in_thread(found, thread_ts) if thread_ts else self.store.in_channel(found)

    def fail_next(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        times: int = 1,
        after: int = 0,
        is_done: bool = False,
    ) -> None:
        """Let the next calls of a Web API method fail; `response_url` and `url_private` are methods here too.

        `after` so many more go well first. With `is_done` a call is carried out and only its answer is lost.
        """
        self.faults.fail_next(method, make_fault(error, status, headers or {}, is_done=is_done), times, after)

    def wait_until(self, predicate: Callable[[], T], timeout: float = 10.0) -> T:
        """Wait for the predicate's first true value and return it, or raise TimeoutError."""
        return self.feed.wait_until(predicate, timeout)

    def close(self) -> None:
        self.deliveries.stop()
        self.feed.close()
