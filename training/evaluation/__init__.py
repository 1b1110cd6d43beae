"""How good the models are: goals, tables, thresholds, pictures."""
