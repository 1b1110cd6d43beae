"""The local workspace: a page and a small Slack of its own, on this machine alone."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bot.modes.binding import cannot_listen, warn_if_open
from bot.modes.progress import tell
from bot.modes.service import Service
from bot.modes.slack_endpoint import slack_endpoint
from bot.settings import LocalSettings
from pages.serving import wait_for_signal
from workspace.server import WorkspaceServer

SLACK_MANIFEST = Path(__file__).parents[2] / "infra" / "slack-manifest.json"


def run(settings: LocalSettings) -> None:
    """Serve until a signal; the page is up before the models are.

    Raises
    ------
    CannotStartError
        The address is taken, or not this machine's.
    """
    try:
        server = WorkspaceServer(SLACK_MANIFEST, host=settings.host, port=settings.port)
    except OSError as error:
        raise cannot_listen(settings.host, settings.port, error) from error
    tell(f"Lectern is at {server.url}. Its models are loading; Ctrl-C stops it.")
    warn_if_open(settings.host)
    workspace = server.workspace
    # This Slack is gone when the process is: nothing of it is worth more.
    with TemporaryDirectory(prefix="lectern-") as directory:
        service = Service(
            Path(directory),
            settings.models,
            f"Lectern is ready: {server.url}",
            signing_secret=workspace.signing_secret,
            bot_token=workspace.bot_token,
            api_url=server.api_url,
            team_ids=[workspace.team_id],
        )
        server.connect(slack_endpoint(service.app, workspace.signing_secret))
        service.start()
        server.start()
        try:
            wait_for_signal()
        finally:
            server.stop()
            service.stop()
