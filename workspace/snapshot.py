"""Everything the page shows, at one moment."""

from workspace.content import MAX_TEXT
from workspace.feed import Json
from workspace.files import MAX_SNIPPET
from workspace.state import Workspace


def snapshot(workspace: Workspace) -> Json:
    """`position` is where the stream of changes goes on from here."""
    with workspace.feed.lock:
        directory, feed = workspace.directory, workspace.feed
        messages = [message for channel in directory.channels for message in workspace.store.all(channel)]
        return {
            "position": f"{feed.run}-{feed.position}",
            "team": workspace.identity.team_name,
            "you": directory.you.id,
            "bot": {
                "id": directory.bot.id,
                "mention": f"@{directory.bot.name}",
                "name": directory.bot.real_name,
                "description": workspace.manifest.display_information.description,
            },
            "users": [
                {"id": user.id, "name": user.real_name, "is_bot": user.is_bot} for user in directory.users.values()
            ],
            "groups": [{"id": group.id, "handle": group.handle} for group in directory.groups],
            "channels": [
                {"id": each.id, "name": each.name, "topic": each.topic, "direct": each.im_user is not None}
                for each in directory.channels.values()
            ],
            "commands": [
                {"name": each.command, "hint": each.usage_hint, "description": each.description}
                for each in workspace.manifest.features.slash_commands
            ],
            "shortcuts": [each.model_dump() for each in workspace.manifest.features.shortcuts],
            "view": workspace.views.current(directory.you.id),
            "has_home": workspace.manifest.features.app_home.home_tab_enabled,
            "home": workspace.views.home(directory.you.id),
            "limits": {"message": MAX_TEXT, "snippet": MAX_SNIPPET},
            "messages": [each for each in messages if each.get("ephemeral_user", directory.you.id) == directory.you.id],
            "reading": workspace.reading.current(),
        }
