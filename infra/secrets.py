"""`python -m infra.secrets set`: gives the deployed bot its Slack secrets, or new ones."""

import argparse
import getpass
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence

from infra.account import AccountError, explained, open_session, stack_outputs
from infra.arguments import add_arguments
from infra.slack_parameter import put_secrets

_SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")
_BOT_TOKEN = re.compile(r"xoxb-[A-Za-z0-9-]+")

_EPILOG = """\
The command asks for both secrets without showing them, or takes them from SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN.
You find them at api.slack.com/apps, in your app: the signing secret under Basic Information, the bot token under
OAuth & Permissions, once the app is installed. The bot takes new secrets up within a minute.
"""


def ask(environment: Mapping[str, str], prompt: Callable[[str], str]) -> tuple[str, str]:
    """Signing secret and bot token, from the environment or a person; raises AccountError where one cannot be right."""
    signing_secret = environment.get("SLACK_SIGNING_SECRET") or prompt("Signing secret: ").strip()
    if not _SIGNING_SECRET.fullmatch(signing_secret):
        raise AccountError("That is no signing secret: it is 32 characters, 0-9 and a-f, under Basic Information.")
    bot_token = environment.get("SLACK_BOT_TOKEN") or prompt("Bot token: ").strip()
    if not _BOT_TOKEN.fullmatch(bot_token):
        raise AccountError("That is no bot token: it begins with xoxb- and is found under OAuth & Permissions.")
    return signing_secret, bot_token


def main(arguments: Sequence[str]) -> int:
    """Put the secrets into Parameter Store, encrypted; 1 where that fails, with one line that says why."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.secrets",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("action", choices=["set"])
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        session = open_session(options.region)
        name = stack_outputs(session, options.stack)["SlackSecret"]
        signing_secret, bot_token = ask(os.environ, getpass.getpass)
        with explained():
            put_secrets(session.client("ssm"), name, signing_secret, bot_token)
    except (AccountError, KeyboardInterrupt) as error:
        print(str(error) or "Nothing was changed.", file=sys.stderr)
        return 1
    print("The secrets are set. Say hello to Lectern: invite it to a channel and mention it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
