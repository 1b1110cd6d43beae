"""The readers over HTTP: an API for other programs, and a page for people who have no Slack."""
