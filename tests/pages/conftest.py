"""Guards are tried at the workspace, the page that acts for the person in front of it."""

from tests.workspace.conftest import house, server, workspace

__all__ = ["house", "server", "workspace"]
