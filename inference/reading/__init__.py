"""The three readers: how a text is read. Knows nothing of Slack, of HTTP or of where models lie."""
