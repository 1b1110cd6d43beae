import pytest

from tests.workspace.house import MANIFEST, Echo, open_house
from workspace.server import WorkspaceServer
from workspace.state import Workspace


def last(workspace: Workspace, channel: str = "#reading") -> str:
    return str(workspace.messages(channel)[-1]["text"])


def test_a_command_comes_with_everything_that_slack_sends(workspace: Workspace, echo: Echo) -> None:
    assert workspace.run_command("#reading", "/echo", "<b> & @echo")
    body = echo.heard[0].body
    assert (body["command"], body["text"]) == ("/echo", "&lt;b&gt; &amp; @echo")
    assert (body["channel_name"], body["user_name"], body["is_enterprise_install"]) == ("reading", "you", "false")
    assert {"token", "team_id", "team_domain", "channel_id", "user_id", "api_app_id", "trigger_id"} <= body.keys()
    workspace.wait_until(lambda: workspace.messages("#reading"))
    assert workspace.messages("#reading")[0]["is_ephemeral"]
    assert last(workspace) == "&lt;b&gt; &amp; @echo"


def test_works_where_the_bot_is_no_member_and_in_a_direct_conversation(workspace: Workspace, echo: Echo) -> None:
    direct = workspace.direct_channel.id
    for channel in ("#lounge", direct):
        workspace.run_command(channel, "/echo", "hello")
        workspace.wait_until(lambda where=channel: workspace.messages(where))  # type: ignore[misc]
    assert [heard.body["channel_name"] for heard in echo.heard] == ["lounge", "directmessage"]


def test_an_acknowledgement_may_show_the_command_and_answer_it(workspace: Workspace) -> None:
    workspace.run_command("#reading", "/escape", "for @echo & all")
    shown = [(each["user"], each["text"]) for each in workspace.messages("#reading")]
    assert shown == [
        (workspace.you.id, "/escape for @echo &amp; all"),
        (workspace.bot_user_id, f"for <@{workspace.bot_user_id}> &amp; all"),
    ]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/nonsense", "`/nonsense` is not a valid command."),
        ("/unheard", '`/unheard` failed with the error "dispatch_failed"'),
        ("/invite", "Name someone to invite: `/invite @echo`"),
    ],
)
def test_a_command_that_goes_nowhere_says_so(command: str, said: str, workspace: Workspace) -> None:
    assert not workspace.run_command("#reading", command)
    assert last(workspace).startswith(said)


def test_a_command_without_an_answer_in_time_failed() -> None:
    with open_house(answer_within=0.3) as (server, echo):
        echo.door.clear()
        assert not server.workspace.run_command("#reading", "/echo")
        assert last(server.workspace) == '`/echo` failed with the error "operation_timeout"'
        assert len(echo.heard) == 1


def test_there_are_no_commands_in_threads(workspace: Workspace, echo: Echo) -> None:
    root = workspace.post_message("#reading", "a text")
    assert not workspace.run_command("#reading", "/echo", "hello", thread_ts=root)
    notice = workspace.messages("#reading", root)[-1]
    assert notice["text"] == "`/echo` is not supported in threads. Sorry!"
    assert [heard for heard in echo.heard if "command" in heard.body] == []


def test_without_an_app_a_command_fails() -> None:
    server = WorkspaceServer(MANIFEST)
    server.start()
    try:
        assert not server.workspace.run_command("#reading", "/echo")
        assert "dispatch_failed" in last(server.workspace)
    finally:
        server.stop()
