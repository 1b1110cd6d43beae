"""What the recipes share: the base network, its training, framing, means of weights, weights of earlier versions."""
