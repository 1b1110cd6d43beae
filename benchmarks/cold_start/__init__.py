"""From the start of a function's execution environment to its first reply."""
