"""Taking an address to listen on, or saying why not."""

import errno
import socket

from bot.modes.errors import CannotStartError
from bot.modes.progress import tell
from pages.serving import is_open, listen


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises
    ------
    CannotStartError
        The address is taken, or not this machine's.
    """
    try:
        return listen(host, port)
    except OSError as error:
        raise cannot_listen(host, port, error) from error


def cannot_listen(host: str, port: int, error: OSError) -> CannotStartError:
    """What a failure to bind means for the person at the terminal."""
    if error.errno == errno.EADDRINUSE:
        return CannotStartError(f"Port {port} is taken. Stop what uses it, or choose another: --port {port + 1}")
    return CannotStartError(f"Cannot listen on {host}:{port}: {error.strerror or type(error).__name__}.")


def warn_if_open(host: str) -> None:
    """Say so where other machines can reach the address."""
    if is_open(host):
        tell(f"Warning: {host} is reached from other machines too. Without HOST, only this machine reaches it.")
