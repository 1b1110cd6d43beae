"""The Home tab: what it shows, and what an action in it means."""
