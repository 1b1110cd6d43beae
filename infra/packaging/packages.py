"""What goes into the package of each function of the templates."""

from dataclasses import dataclass
from pathlib import Path

from infra.packaging.imports import imported_files

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
        The lock file's name, without suffix; None where Python's own library is enough.
    entry
        The module with the handler. What it imports of this project comes along.
    data
        Folders of this project whose files come along beside the code.
    without
        Modules that it imports only for other functions; they stay out.
    limit
        Most bytes, unpacked. Lambda's own limit is 262,144,000.
    """

    requirements: str | None
    entry: str
    data: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    limit: int = 20 * MEGABYTE

    def files(self) -> list[Path]:
        """The project's own modules in the package, relative to its root."""
        return imported_files(ROOT, self.entry, self.without)

    def data_files(self) -> list[Path]:
        """What is not code, likewise."""
        found = (path for folder in self.data for path in (ROOT / folder).rglob("*") if path.is_file())
        return sorted(path.relative_to(ROOT) for path in found if not path.name.startswith("."))


_READER = "inference.on_lambda.reader_handler"

DOOR = Package(None, "bot.on_lambda.door_handler", limit=MEGABYTE)
WORKER = Package("bot", "bot.on_lambda.worker_handler")
APOLOGY = Package("bot", "bot.on_lambda.apology_handler")
ENCODERS = Package("encoders", _READER, without=("inference.reading.nouns",), limit=95 * MEGABYTE)
NOUNS = Package(
    "nouns",
    _READER,
    data=("inference/reading/names/tables",),
    without=("inference.reading.answers", "inference.reading.category"),
    limit=170 * MEGABYTE,
)
ENDPOINT = Package("model_sync", "inference.on_lambda.endpoint_handler")  # It needs the same packages.
MODEL_SYNC = Package("model_sync", "infra.model_sync.handler")
SEED = Package("model_sync", "infra.custom_resources.seed_handler", data=("models",), limit=100 * MEGABYTE)
SLACK_SECRET = Package("model_sync", "infra.custom_resources.slack_secret_handler")

PACKAGES = {
    "DoorFunction": DOOR,
    "WorkerFunction": WORKER,
    "ApologyFunction": APOLOGY,
    "NounsFunction": NOUNS,
    "CategoryFunction": ENCODERS,
    "AnswersFunction": ENCODERS,
    "EndpointFunction": ENDPOINT,
    "ModelSyncFunction": MODEL_SYNC,
    "SeedFunction": SEED,
    "SlackSecretFunction": SLACK_SECRET,
}
