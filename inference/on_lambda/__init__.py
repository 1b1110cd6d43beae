"""The readers as Lambda functions."""
