"""How the embedded model that finds names is made and measured."""
