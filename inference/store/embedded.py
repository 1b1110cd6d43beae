"""Where the models lie that come with Lectern."""

from pathlib import Path

EMBEDDED_MODELS = Path(__file__).parents[2] / "models"
"""Of a checkout: the packages for Lambda hold no models."""
