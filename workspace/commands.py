"""Slash commands: from what a person types to a request to the app, and what the person is told about it."""

import json

from workspace.app_manifest import Manifest, SlashCommand
from workspace.composing import Composer, escape
from workspace.deliveries import Deliveries, DeliveryAttempt
from workspace.directory import Channel, Directory, Identity, User
from workspace.errors import SlackError
from workspace.feed import Json
from workspace.messages import Messages
from workspace.reading import Reading
from workspace.response_urls import Invocation, ResponseUrls
from workspace.triggers import Triggers
from workspace.voice import Voice

INVITE = "/invite"


class Commands:
    def __init__(
        self,
        *,
        identity: Identity,
        manifest: Manifest,
        directory: Directory,
        base_url: str,
        messages: Messages,
        deliveries: Deliveries,
        voice: Voice,
        reading: Reading,
        response_urls: ResponseUrls,
        triggers: Triggers,
    ) -> None:
        self._identity = identity
        self._manifest = manifest
        self._directory = directory
        self._base_url = base_url
        self._messages = messages
        self._deliveries = deliveries
        self._voice = voice
        self._reading = reading
        self._response_urls = response_urls
        self._triggers = triggers
        self._composer = Composer(directory)

    def run(self, channel: Channel, user: User, name: str, text: str, thread_ts: str | None) -> bool:
        """Send the command and wait for its acknowledgement; whether there was one."""
        if thread_ts:
            self._tell(channel, user, f"`{escape(name)}` is not supported in threads. Sorry!", thread_ts)
            return False
        if name == INVITE:
            return self._invite(channel, user, text)
        command = self._manifest.command(name)
        if command is None:
            self._tell(channel, user, _not_valid(name))
            return False
        return self._send(channel, user, command, text)

    def _send(self, channel: Channel, user: User, command: SlashCommand, text: str) -> bool:
        invocation = self._response_urls.issue(channel, user.id)
        self._reading.sent(invocation.secret, channel.id, None)
        delivery = self._deliveries.send_command(self._fields(channel, user, command, text, invocation))
        if error := _error(delivery):
            self._reading.over(invocation.secret)
            self._tell(channel, user, f'`{command.command}` failed with the error "{error}"')
            return False
        self._reading.acknowledged(invocation.secret)
        self._take_answer(invocation, delivery, f"{command.command} {text}".strip())
        return True

    def _take_answer(self, invocation: Invocation, delivery: DeliveryAttempt, typed: str) -> None:
        """An acknowledgement may hold an answer; with the type `in_channel` it also shows the command to everyone."""
        payload = _payload(delivery)
        if payload.get("response_type") == "in_channel":
            said = {"user": invocation.user, "text": escape(typed), "team": self._identity.team_id}
            self._messages.add(invocation.channel.id, said)
        if not (payload.get("text") or payload.get("blocks")):
            return
        try:
            self._response_urls.answer(invocation, payload)
        except SlackError as error:
            user = self._directory.users[invocation.user]
            self._tell(invocation.channel, user, f'The answer was refused with the error "{error.code}"')

    def _fields(
        self, channel: Channel, user: User, command: SlashCommand, text: str, invocation: Invocation
    ) -> dict[str, str]:
        return {
            "token": self._identity.verification_token,
            "team_id": self._identity.team_id,
            "team_domain": self._identity.team_domain,
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.im_user else channel.name,
            "user_id": user.id,
            "user_name": user.name,
            "command": command.command,
            "text": self._composer.text(text) if command.should_escape else escape(text),
            "api_app_id": self._identity.app_id,
            "is_enterprise_install": "false",
            "response_url": f"{self._base_url}/response/{invocation.secret}",
            "trigger_id": self._triggers.issue(user.id, invocation.secret),
        }

    def _invite(self, channel: Channel, user: User, text: str) -> bool:
        invited = self._directory.user_named(text.strip().removeprefix("@"))
        if invited is None or channel.im_user:
            self._tell(channel, user, f"Name someone to invite: `{INVITE} @{self._directory.bot.name}`")
            return False
        self._directory.join(channel, invited)
        self._tell(channel, user, f"<@{invited.id}> has joined the channel.")
        return True

    def _tell(self, channel: Channel, user: User, text: str, thread_ts: str | None = None) -> None:
        self._voice.notice(channel, user.id, text, thread_ts)


def _error(delivery: DeliveryAttempt) -> str | None:
    if delivery.failure == "http_timeout":
        return "operation_timeout"
    return None if delivery.status == 200 else "dispatch_failed"


def _payload(delivery: DeliveryAttempt) -> Json:
    body = delivery.body.decode("utf-8", "replace")
    if not delivery.content_type.startswith("application/json"):
        return {"text": body}
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return payload if isinstance(payload, dict) else {}


def _not_valid(name: str) -> str:
    return (
        f'`{escape(name)}` is not a valid command. In Slack, all messages that start with the "/" character are '
        "interpreted as commands. If you are trying to send a message and not run a command, try preceding the "
        '"/" with an empty space.'
    )
