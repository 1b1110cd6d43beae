"""What the recipes share: the base network, the loop that trains it, framing, narrowing, rounding."""
