"""Why the bot cannot start."""


class CannotStartError(Exception):
    """One line for the person at the terminal."""
