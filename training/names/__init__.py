"""Builds the tables that the noun reader explains names with, from packages of others."""
