"""Requests as Slack sends them, with what should come: a runner over files of such cases, and cases of our own."""
