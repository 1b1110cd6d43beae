"""Answers that a table, lines of keys and values, or a list gives without a doubt: rules before the answers model."""
