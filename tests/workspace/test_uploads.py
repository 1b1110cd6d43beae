"""Files that an app shares: an address, the bytes, and then the message."""

from typing import Any
from urllib.request import urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.workspace.house import Echo, fetch
from workspace.files import MAX_UPLOAD
from workspace.server import WorkspaceServer
from workspace.state import Workspace

CONTENT = b"\x00name\r\n<b>Ada</b>\xff"


@pytest.fixture
def client(workspace: Workspace, client: WebClient) -> WebClient:
    workspace.manifest.scopes.append("files:write")
    return client


def share(client: WebClient, **place: Any) -> dict[str, Any]:
    shared = client.files_upload_v2(content=CONTENT, filename="a.csv", title="Names", **place)
    assert isinstance(shared.data, dict)
    return shared.data


def test_a_file_is_shared_in_a_thread(workspace: Workspace, client: WebClient) -> None:
    channel = workspace.channel("#reading").id
    ts = workspace.post_message("#reading", "Hello.")
    file = share(client, channel=channel, thread_ts=ts, initial_comment="Here.")["file"]
    message = workspace.messages("#reading", ts)[-1]
    assert (message["text"], message["user"], message["subtype"]) == ("Here.", workspace.bot_user_id, "file_share")
    assert message["files"] == [file]
    assert (file["name"], file["title"], file["size"]) == ("a.csv", "Names", len(CONTENT))
    kept = workspace.files.get(file["id"])
    assert kept is not None
    assert kept.content == CONTENT


def test_with_a_person_it_is_shared_directly(workspace: Workspace, client: WebClient) -> None:
    share(client, channels=[workspace.you.id])
    assert len(workspace.messages(workspace.direct_channel.id)[-1]["files"]) == 1


def test_without_a_place_it_stays_private(workspace: Workspace, client: WebClient) -> None:
    file = share(client)["file"]
    assert workspace.files.get(file["id"]) is not None
    assert not any(message.get("files") for message in workspace.store.all(workspace.channel("#reading").id))


def test_the_page_keeps_a_file_as_it_was_shared(server: WorkspaceServer, client: WebClient) -> None:
    file = share(client)["file"]
    answer = fetch_bytes(f"{server.url}/page/files/{file['id']}/content")
    assert answer == (200, "attachment; filename=a.csv", "application/octet-stream", CONTENT)
    assert fetch(f"{server.url}/page/files/F0/content").status == 404


def test_other_sites_do_not_get_it(server: WorkspaceServer, client: WebClient) -> None:
    file = share(client)["file"]
    assert fetch(f"{server.url}/page/files/{file['id']}/content", Sec_Fetch_Site="cross-site").status == 403


@pytest.mark.parametrize(
    ("place", "error"),
    [({"channel": "C0"}, "channel_not_found"), ({"channel": "#reading", "thread_ts": "1.1"}, "thread_not_found")],
)
def test_places_that_are_none(workspace: Workspace, client: WebClient, place: dict[str, str], error: str) -> None:
    if place["channel"] == "#reading":
        place = {**place, "channel": workspace.channel("#reading").id}
    with pytest.raises(SlackApiError, match=error):
        share(client, **place)


def test_without_the_scope_there_is_no_address(workspace: Workspace, client: WebClient) -> None:
    workspace.manifest.scopes.remove("files:write")
    with pytest.raises(SlackApiError, match="missing_scope"):
        share(client)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filename": "a", "length": 0}, "invalid_arguments"),
        ({"filename": "a", "length": "x"}, "invalid_arguments"),
        ({"filename": "", "length": 1}, "invalid_arguments"),
        ({"filename": "a", "length": MAX_UPLOAD + 1}, "file_upload_size_restricted"),
    ],
)
def test_addresses_that_are_refused(client: WebClient, arguments: dict[str, Any], error: str) -> None:
    with pytest.raises(SlackApiError, match=error):
        client.files_getUploadURLExternal(**arguments)


@pytest.mark.parametrize("files", ["x", "[]", "[1]", "{}"])
def test_lists_that_are_none(client: WebClient, files: str) -> None:
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.api_call("files.completeUploadExternal", data={"files": files})


def test_an_address_takes_the_announced_bytes_once(client: WebClient) -> None:
    begun = client.files_getUploadURLExternal(filename="a", length=3)
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_completeUploadExternal(files=[{"id": str(begun["file_id"]), "title": "a"}])
    sent = [fetch(str(begun["upload_url"]), method="POST", body=body).status for body in (b"1234", b"123", b"123")]
    assert sent == [400, 200, 400]
    assert fetch(f"{str(begun['upload_url'])[:-3]}abc", method="POST", body=b"123").status == 400


def test_the_app_hears_of_its_own_file(workspace: Workspace, client: WebClient, echo: Echo) -> None:
    share(client, channel=workspace.channel("#reading").id, initial_comment="Here.")
    workspace.wait_until(lambda: echo.events("message"))
    assert echo.events("message")[-1].event["subtype"] == "file_share"


def fetch_bytes(url: str) -> tuple[int, str | None, str | None, bytes]:
    """`fetch` reads text."""
    with urlopen(url, timeout=30) as response:  # noqa: S310 - our own server
        headers = response.headers
        return response.status, headers["Content-Disposition"], headers["Content-Type"], response.read()
