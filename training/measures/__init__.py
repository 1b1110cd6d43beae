"""How good a model is, measured through the very code that serves it."""
