"""Where the models lie that come with Lectern."""

from pathlib import Path

EMBEDDED_MODELS = Path(__file__).parents[2] / "models"
"""Of a checkout, or of the one package for Lambda that seeds them."""
