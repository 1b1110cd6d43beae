"""The Slack app: it knows Slack and knows nothing of models."""
