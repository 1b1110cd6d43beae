"""How the embedded model that names categories is made and measured."""
