"""`python -m bot`: Lectern in the local workspace, in Socket Mode, or as an HTTP server."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.modes.errors import CannotStartError

_EPILOG = """\
modes and the variables they read:
  local   (default) a page on this machine that behaves like a Slack channel; needs no account
  socket  a real workspace: SLACK_BOT_TOKEN and SLACK_APP_TOKEN
  http    Slack's requests at /slack/events: SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET

SLACK_TEAM_ID names the workspaces that are let in, separated by commas; without it, all are.
LECTERN_FOLLOW_UPS=off makes every question in a thread need a mention. LECTERN_ALLOWED_APPS names apps (A…) or their
bots (B…), separated by commas, such as workflows, that are answered like people.
LECTERN_REACTION names an emoji, such as book, that has a message read; the app then needs reactions:read and the event
reaction_added.
SLACK_API_URL names another Web API than Slack's. HOST, PORT and LECTERN_MODELS are what the options set.
LECTERN_STATE names the folder of what was acknowledged and is not answered yet, and of what people have chosen in the
Home tab; one for each Slack app.
"""


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run until interrupted.

    Returns
    -------
    0 after an interruption, 2 where the bot could not start; then one line on standard error says why.
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # Not at the top: processes that read import this module too.
    from bot.settings import SettingsError  # noqa: PLC0415

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _run(options, environment)
    except (SettingsError, CannotStartError) as error:
        print(f"python -m bot {options.mode}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


def _run(options: argparse.Namespace, environment: Mapping[str, str]) -> None:
    """A mode's libraries are imported only where it runs."""
    from bot.settings import HttpSettings, LocalSettings, SocketSettings  # noqa: PLC0415

    given = {"host": options.host, "port": options.port, "models": options.models}
    match options.mode:
        case "local":
            from bot.modes import local  # noqa: PLC0415

            local.run(LocalSettings.read(environment, **given))
        case "socket":
            from bot.modes import socket_mode  # noqa: PLC0415

            socket_mode.run(SocketSettings.read(environment, **given))
        case "http":
            from bot.modes import http  # noqa: PLC0415

            http.run(HttpSettings.read(environment, **given))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Lectern, a Slack bot that reads with you.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("mode", nargs="?", choices=("local", "socket", "http"), default="local")
    parser.add_argument("--port", type=int, help="port to listen on (default 3000)")
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1, this machine alone)")
    parser.add_argument("--models", type=Path, metavar="DIR", help="directory of the models (default: models/)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
