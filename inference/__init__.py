"""The readers: they know models and know nothing of Slack."""
