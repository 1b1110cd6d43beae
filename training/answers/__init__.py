"""How the embedded model that answers questions is made and measured."""
