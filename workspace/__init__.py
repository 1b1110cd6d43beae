"""A small Slack of its own, in memory, that the bot talks to over HTTP as it would to Slack."""
