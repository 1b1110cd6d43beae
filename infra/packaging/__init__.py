"""Builds the functions' packages: wheels for Lambda's Python and processor, slimmed, without Docker."""
