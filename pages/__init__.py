"""What the workspace's page and the readers' page stand on: strict headers, guards, base styles."""
