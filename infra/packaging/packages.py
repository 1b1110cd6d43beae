"""What goes into the package of each function of the templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIREMENTS = Path(__file__).parent / "requirements"

PYTHON_VERSION = "3.13"
"""The templates' runtime. Its glibc is 2.34; none of the wheels needs more than 2.28."""

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Package:
    """
    Attributes
    ----------
    requirements
        The lock file's name, without suffix.
    sources
        Modules and packages of this project, by path. A package comes whole, less `without`.
    without
        Paths below `sources` that are left out.
    limit
        Most bytes, unpacked. Lambda's own limit is 262,144,000.
    """

    requirements: str
    sources: tuple[str, ...]
    without: tuple[str, ...] = ()
    limit: int = 150 * MEGABYTE

    def files(self) -> Iterator[Path]:
        """The project's own files in the package, relative to its root."""
        for source in self.sources:
            path = ROOT / source
            modules = sorted(path.rglob("*.py")) if path.is_dir() else [path]
            for module in modules:
                relative = module.relative_to(ROOT)
                if not any(relative.is_relative_to(left_out) for left_out in self.without):
                    yield relative


_CONTRACT = ("inference/__init__.py", "inference/contract.py")

_BOT_ELSEWHERE = ("bot/__main__.py", "bot/modes")
_READERS_ELSEWHERE = ("inference/__main__.py", "inference/server", "inference/terminal.py", "inference/web")
"""How they run outside Lambda."""

_ENDPOINT = ("inference/endpoint_aws.py", "inference/endpoint_reader.py")
_SPACY = ("inference/nouns.py", "inference/pipeline_files.py", "inference/recogniser.py")

BOT = Package(
    "bot",
    ("bot", *_CONTRACT),
    without=(*_BOT_ELSEWHERE, "bot/on_lambda/apology_handler.py", "bot/on_lambda/apology_function.py"),
)
APOLOGY = Package(
    "bot",
    BOT.sources,
    without=(
        *_BOT_ELSEWHERE,
        "bot/on_lambda/bot_handler.py",
        "bot/on_lambda/bot_function.py",
        "bot/on_lambda/lambda_client.py",
    ),
)
ENCODERS = Package("encoders", ("inference",), without=(*_READERS_ELSEWHERE, *_ENDPOINT, *_SPACY))
NOUNS = Package("nouns", ("inference",), without=(*_READERS_ELSEWHERE, *_ENDPOINT), limit=200 * MEGABYTE)
ENDPOINT = Package(
    "model_sync",  # It needs the same.
    (
        *_CONTRACT,
        *_ENDPOINT,
        "inference/http_events.py",
        "inference/reader_function.py",
        "inference/respond.py",
        "inference/statuses.py",
    ),
)
MODEL_SYNC = Package(
    "model_sync",
    (
        "infra/__init__.py",
        "infra/model_sync",
        *_CONTRACT,
        "inference/manifest.py",
        "inference/models.py",
    ),
)

PACKAGES = {
    "BotFunction": BOT,
    "ApologyFunction": APOLOGY,
    "NounsFunction": NOUNS,
    "CategoryFunction": ENCODERS,
    "AnswersFunction": ENCODERS,
    "EndpointFunction": ENDPOINT,
    "ModelSyncFunction": MODEL_SYNC,
}
