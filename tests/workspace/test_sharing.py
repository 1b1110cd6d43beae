"""What people share beside words: files of any type, links to messages, and mentions of groups."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from workspace.errors import SlackError
from workspace.files import MAX_UPLOAD
from workspace.state import Workspace


@pytest.mark.parametrize(
    ("name", "mimetype", "filetype"),
    [
        ("a.pdf", "application/pdf", "pdf"),
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        ("a.md", "text/markdown", "markdown"),
        ("a.html", "text/html", "html"),
        ("a", "application/octet-stream", "binary"),
    ],
)
def test_a_file_of_any_type(name: str, mimetype: str, filetype: str, workspace: Workspace, client: WebClient) -> None:
    ts = workspace.upload_file("#reading", b"Ada \xff", name, comment="Look, @lectern")
    message = workspace.store.get(workspace.channel("#reading").id, ts)
    assert message is not None
    (file,) = message["files"]
    assert (message["subtype"], file["name"], file["mimetype"]) == ("file_share", name, mimetype)
    assert (file["filetype"], file["mode"], file["size"]) == (filetype, "hosted", 5)
    assert client.files_info(file=file["id"])["file"] == file


def test_a_file_from_another_workspace_is_a_stub(workspace: Workspace, client: WebClient) -> None:
    ts = workspace.upload_file("#reading", b"Ada", "a.txt", is_stub=True)
    message = workspace.store.get(workspace.channel("#reading").id, ts)
    assert message is not None
    (stub,) = message["files"]
    assert stub["file_access"] == "check_file_info"
    assert "url_private" not in stub
    assert client.files_info(file=stub["id"])["file"]["name"] == "a.txt"


@pytest.mark.parametrize(("content", "error"), [(b"", "no_file_data"), (bytes(MAX_UPLOAD + 1), "file_too_large")])
def test_refuses_what_is_no_file(content: bytes, error: str, workspace: Workspace) -> None:
    with pytest.raises(SlackError) as refusal:
        workspace.upload_file("#reading", content, "a.bin")
    assert refusal.value.code == error


def test_permalinks(workspace: Workspace, client: WebClient) -> None:
    channel = workspace.channel("#reading")
    root = workspace.post_message("#reading", "Ada")
    reply = workspace.post_message("#reading", "Bo", thread_ts=root)
    address = f"https://reading-room.slack.com/archives/{channel.id}/p"
    assert workspace.permalink("#reading", root) == address + root.replace(".", "")
    expected = f"{address}{reply.replace('.', '')}?thread_ts={root}&cid={channel.id}"
    assert client.chat_getPermalink(channel=channel.id, message_ts=reply)["permalink"] == expected
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_getPermalink(channel=channel.id, message_ts="1.1")


def test_groups_are_mentioned_and_listed(workspace: Workspace, client: WebClient) -> None:
    ts = workspace.post_message("#reading", "Hello @readers")
    (group,) = client.usergroups_list()["usergroups"]
    message = workspace.store.get(workspace.channel("#reading").id, ts)
    assert message is not None
    assert message["text"] == f"Hello <!subteam^{group['id']}>"
    assert group["handle"] == "readers"


def test_members(workspace: Workspace, client: WebClient) -> None:
    channel = workspace.channel("#lounge")
    assert client.conversations_members(channel=channel.id)["members"] == [workspace.you.id]
    both = client.conversations_members(channel=workspace.channel("#reading").id)
    assert set(both["members"]) == {workspace.you.id, workspace.bot_user_id}


def test_what_another_app_posts(workspace: Workspace) -> None:
    ts = workspace.post_content("#reading", {"text": "News", "bot_id": "B9", "attachments": [{"text": "x"}]}, user="U9")
    message = workspace.store.get(workspace.channel("#reading").id, ts)
    assert message is not None
    assert (message["user"], message["bot_id"], message["attachments"]) == ("U9", "B9", [{"text": "x"}])
