"""From what Slack sends, a command, a message, a thread or a file, to a passage and a question as plain text."""
