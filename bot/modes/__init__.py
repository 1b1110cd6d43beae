"""The ways to run the bot: against the local workspace, in Socket Mode, or as an HTTP server."""
