"""Every rule about model files: what a directory holds, how it is checked, where it comes from."""
