"""`python -m infra.slack_manifest`: the Slack app's manifest, with the address of the deployed bot filled in."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from infra.account import AccountError, add_arguments, open_session, stack_outputs

MANIFEST = Path(__file__).with_name("slack-manifest.json")


def fill_in(manifest: dict[str, Any], url: str) -> dict[str, Any]:
    """The manifest for an app that Slack calls over HTTP at `url`, instead of one that calls Slack."""
    settings = {**manifest["settings"], "socket_mode_enabled": False}
    for surface in ("event_subscriptions", "interactivity"):
        if surface in settings and settings[surface].get("is_enabled", True):
            settings[surface] = {"request_url": url, **settings[surface]}
    features = dict(manifest["features"])
    features["slash_commands"] = [{**command, "url": url} for command in features.get("slash_commands", [])]
    return {**manifest, "features": features, "settings": settings}


def with_reactions(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest of an app that may be called by an emoji: it hears of every reaction in its channels."""
    settings, oauth = manifest["settings"], manifest["oauth_config"]
    events, scopes = settings["event_subscriptions"]["bot_events"], oauth["scopes"]["bot"]
    heard = {**settings["event_subscriptions"], "bot_events": sorted([*events, "reaction_added"])}
    asked = {**oauth, "scopes": {**oauth["scopes"], "bot": sorted([*scopes, "reactions:read"])}}
    return {**manifest, "settings": {**settings, "event_subscriptions": heard}, "oauth_config": asked}


def main(arguments: Sequence[str]) -> int:
    """Print the manifest; 1 where the stack cannot be asked, with one line that says why."""
    parser = argparse.ArgumentParser(prog="python -m infra.slack_manifest", description=__doc__)
    add_arguments(parser)
    parser.add_argument("--reactions", action="store_true", help="for a stack with SlackReaction")
    options = parser.parse_args(arguments)
    try:
        url = stack_outputs(open_session(options.region), options.stack)["RequestUrl"]
    except AccountError as error:
        print(error, file=sys.stderr)
        return 1
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    filled = fill_in(with_reactions(manifest) if options.reactions else manifest, url)
    print(json.dumps(filled, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
