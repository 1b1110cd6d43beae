"""How the embedded models are made and measured: anyone can repeat it."""
