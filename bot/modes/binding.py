"""Taking an address to listen on, or saying why not."""

import errno
import socket
from ipaddress import ip_address

from bot.modes.errors import CannotStartError
from bot.modes.progress import tell


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises
    ------
    CannotStartError
        The address is taken, or not this machine's.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise cannot_listen(host, port, error) from error


def cannot_listen(host: str, port: int, error: OSError) -> CannotStartError:
    """What a failure to bind means for the person at the terminal."""
    if error.errno == errno.EADDRINUSE:
        return CannotStartError(f"Port {port} is taken. Stop what uses it, or choose another: --port {port + 1}")
    return CannotStartError(f"Cannot listen on {host}:{port}: {error.strerror or type(error).__name__}.")


def warn_if_open(host: str) -> None:
    """Say so where other machines can reach the address."""
    try:
        is_loopback = ip_address(host).is_loopback
    except ValueError:
        is_loopback = host == "localhost"
    if not is_loopback:
        tell(f"Warning: {host} is reached from other machines too. Without HOST, only this machine reaches it.")
