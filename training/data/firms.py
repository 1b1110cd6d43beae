"""Business news with the names of technology firms in it: the news decides what it is, not the name."""

import random
import re
from collections.abc import Sequence

OTHERS = (
    "Airbus", "Bank of America", "Barclays", "Best Buy", "Boeing", "BP", "Burger King", "Chevron", "Chrysler",
    "Citigroup", "Coca-Cola", "Coke", "Credit Suisse", "Deutsche Bank", "Exxon", "Fiat", "Ford", "GE",
    "General Electric", "General Motors", "GM", "Goldman", "Goldman Sachs", "Heineken", "Home Depot", "Honda", "HSBC",
    "JPMorgan", "Kraft", "Lufthansa", "Macy's", "McDonald's", "Morgan Stanley", "Nestle", "Nike", "Nissan",
    "Novartis", "Pepsi", "PepsiCo", "Pfizer", "Renault", "Ryanair", "Siemens", "Starbucks", "Tesco", "Toyota", "UBS",
    "Unilever", "Volkswagen", "Wal-Mart", "Walgreens", "Walmart", "Wells Fargo",
)  # fmt: skip
"""Firms that make no technology, as headlines call them."""

TECHNOLOGY = (
    "Adobe", "Airbnb", "Alphabet", "Amazon", "AMD", "Apple", "ByteDance", "Cisco", "Dell", "eBay", "Facebook",
    "Google", "HP", "Huawei", "IBM", "Intel", "Lenovo", "Lyft", "Meta", "Microsoft", "Netflix", "Nintendo", "Nokia",
    "Nvidia", "Oracle", "PayPal", "Qualcomm", "Salesforce", "Samsung", "SAP", "Snap", "Sony", "SpaceX", "Spotify",
    "Tesla", "TikTok", "Twitter", "Uber", "Vodafone", "Yahoo", "YouTube", "Zoom",
)  # fmt: skip

HEADLINE = 200
"""Characters that a headline has at most: an article says much else of a firm."""

_OTHER = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted(OTHERS, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)


def with_technology_firms(texts: Sequence[str], seed: int = 1) -> list[str]:
    """The headlines among texts that name other firms, with technology firms in their place."""
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    return [_renamed(text, rng) for text in texts if len(text) <= HEADLINE and _OTHER.search(text)]


def _renamed(text: str, rng: random.Random) -> str:
    names: dict[str, str] = {}
    return _OTHER.sub(lambda found: names.setdefault(found[0], rng.choice(TECHNOLOGY)), text)
