"""Readers of the public data sets' files, as they are distributed (gzip or plain)."""
