import pytest

from tests.workspace.house import Echo, fetch
from workspace.errors import SlackError
from workspace.files import MAX_SNIPPET
from workspace.state import Workspace

TEXT = "\n".join(f"Line {number} of a naïve text." for number in range(20))


def shared_file(workspace: Workspace, echo: Echo) -> dict[str, object]:
    workspace.upload_snippet("#reading", TEXT, comment="@echo what does it say?")
    event = workspace.wait_until(lambda: echo.events("app_mention"))[0].event
    assert (event["subtype"], event["text"]) == ("file_share", f"<@{workspace.bot_user_id}> what does it say?")
    return dict(event["files"][0])


def test_a_snippet_is_shared_with_its_beginning(workspace: Workspace, echo: Echo) -> None:
    file = shared_file(workspace, echo)
    assert (file["mode"], file["lines"], file["size"]) == ("snippet", 20, len(TEXT.encode()))
    assert str(file["preview"]).endswith("Line 4 of a naïve text.")
    assert echo.client.files_info(file=file["id"])["content"] == TEXT  # type: ignore[arg-type]


def test_a_file_needs_the_token_and_otherwise_looks_like_a_page(workspace: Workspace, echo: Echo) -> None:
    url = str(shared_file(workspace, echo)["url_private"])
    assert fetch(url, Authorization=f"Bearer {workspace.bot_token}").text == TEXT
    for headers in ({}, {"Authorization": "Bearer xoxb-other"}):
        answer = fetch(url, **headers)
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    workspace.manifest.scopes.remove("files:read")
    assert "Sign in" in fetch(url, Authorization=f"Bearer {workspace.bot_token}").text


def test_downloads_fail_on_demand(workspace: Workspace, echo: Echo) -> None:
    url = str(shared_file(workspace, echo)["url_private"])
    workspace.fail_next("url_private", status=503)
    assert fetch(url, Authorization=f"Bearer {workspace.bot_token}").status == 503


def test_an_old_file_makes_room(workspace: Workspace, echo: Echo) -> None:
    url = str(shared_file(workspace, echo)["url_private"])
    for _ in range(40):
        workspace.upload_snippet("#reading", "x")
    assert fetch(url, Authorization=f"Bearer {workspace.bot_token}").status == 404


@pytest.mark.parametrize(("text", "error"), [(" ", "no_text"), ("x" * (MAX_SNIPPET + 1), "file_too_large")])
def test_refuses_what_is_no_snippet(text: str, error: str, workspace: Workspace) -> None:
    with pytest.raises(SlackError, match=error):
        workspace.upload_snippet("#reading", text)
