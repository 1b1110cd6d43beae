"""What is claimed about speed, memory, size and cost, as commands."""
