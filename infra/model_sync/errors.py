"""What stops a synchronisation."""


class SyncError(Exception):
    """Why nothing was changed, in words for whoever publishes."""
