"""Why a passage cannot be read, in words for the person who asked."""


class CannotReadError(Exception):
    """A sentence that says what is wrong and what to do; it never quotes the person's text."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
