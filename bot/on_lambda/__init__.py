"""The bot as Lambda functions: what only AWS needs."""
