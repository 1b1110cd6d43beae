"""The local workspace: a page and a small Slack of its own, on this machine alone."""

from pathlib import Path

from bot.app import create_app
from bot.delivery import ATTEMPT_PAUSES_SECONDS
from bot.modes.binding import cannot_listen
from bot.modes.progress import Progress, tell
from bot.modes.readers import BackgroundReaders
from bot.modes.slack_endpoint import slack_endpoint
from bot.settings import LocalSettings
from workspace.server import WorkspaceServer

SLACK_MANIFEST = Path(__file__).parents[2] / "infra" / "slack-manifest.json"


def run(settings: LocalSettings) -> None:
    """Serve until interrupted; the page is up before the models are.

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
    readers = BackgroundReaders(settings.models, Progress(f"Lectern is ready: {server.url}").loaded)
    workspace = server.workspace
    app = create_app(
        signing_secret=workspace.signing_secret,
        bot_token=workspace.bot_token,
        api_url=server.api_url,
        inference=readers.client,
        team_ids=[workspace.team_id],
        attempt_pauses=ATTEMPT_PAUSES_SECONDS,
    )
    server.connect(slack_endpoint(app))
    readers.load()
    server.serve_forever()
