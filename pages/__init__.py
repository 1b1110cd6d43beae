"""What both pages stand on: strict headers, guards, base styles, and the server itself."""
