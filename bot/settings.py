"""Settings of each mode, read from a mapping such as the environment, in this one place."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    SecretStr,
    TypeAdapter,
    ValidationError,
)

from bot.manners import Manners

SLACK_API_URL = "https://slack.com/api/"


class SettingsError(Exception):
    """One line that names each variable that is missing or wrong."""


def _check_url(value: str) -> str:
    """With a slash at its end, or else the last part of its path would be replaced by the method's name."""
    TypeAdapter(HttpUrl).validate_python(value)
    return value if value.endswith("/") else f"{value}/"


Secret = Annotated[SecretStr, Field(min_length=1)]
Url = Annotated[str, AfterValidator(_check_url)]


def _part(value: object) -> object:
    return [each for each in re.split(r"[\s,]+", value) if each] if isinstance(value, str) else value


TeamIds = Annotated[tuple[Annotated[str, Field(pattern=r"^[TE][A-Z0-9]+$")], ...], BeforeValidator(_part)]
"""One or several, separated by commas."""

AppIds = Annotated[tuple[Annotated[str, Field(pattern=r"^[AB][A-Z0-9]+$")], ...], BeforeValidator(_part)]
"""Ids of apps or of their bots, separated by commas."""

Emoji = Annotated[
    str,
    BeforeValidator(lambda value: value.strip().strip(":") if isinstance(value, str) else value),
    Field(pattern=r"^[\w+'-]{0,100}$"),
]
"""The name of an emoji, as Slack shows it between colons."""

Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseModel):
    """Each field's alias is the name of its environment variable."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, hide_input_in_errors=True)

    models: Path | None = Field(None, alias="LECTERN_MODELS")
    """Where the models lie; None for those that come with Lectern."""

    @classmethod
    def read(cls, environment: Mapping[str, str], **overrides: Any) -> Self:
        """Validate; `overrides`, such as a command line's, go before the environment where they are not None.

        Raises
        ------
        SettingsError
            Something is missing or wrong; empty variables count as missing.
        """
        aliases = {name: field.alias or name for name, field in cls.model_fields.items()}
        given = {alias: environment[alias] for alias in aliases.values() if environment.get(alias)}
        given |= {aliases[name]: value for name, value in overrides.items() if value is not None and name in aliases}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise SettingsError(_explain(error)) from None


class LocalSettings(Settings):
    """The local workspace is its own Slack: it needs no token."""

    host: str = Field("127.0.0.1", alias="HOST")
    port: Port = Field(3000, alias="PORT")


class MannersSettings(Settings):
    """Whom the bot answers."""

    follow_ups: bool = Field(default=True, alias="LECTERN_FOLLOW_UPS")
    allowed_apps: AppIds = Field((), alias="LECTERN_ALLOWED_APPS")
    reaction: Emoji = Field("", alias="LECTERN_REACTION")

    @property
    def manners(self) -> Manners:
        return Manners(self.follow_ups, self.allowed_apps, self.reaction)


class SlackSettings(MannersSettings):
    """What every mode needs that talks to a Slack."""

    bot_token: Secret = Field(alias="SLACK_BOT_TOKEN")
    api_url: Url = Field(SLACK_API_URL, alias="SLACK_API_URL")
    team_ids: TeamIds = Field((), alias="SLACK_TEAM_ID")
    state: Path | None = Field(None, alias="LECTERN_STATE")
    """What must outlive the process lies here; None for the place that the platform keeps for such things."""


class SocketSettings(SlackSettings):
    app_token: Secret = Field(alias="SLACK_APP_TOKEN")


class HttpSettings(SlackSettings):
    signing_secret: Secret = Field(alias="SLACK_SIGNING_SECRET")
    host: str = Field("127.0.0.1", alias="HOST")
    port: Port = Field(3000, alias="PORT")


def read_team_ids(value: str) -> tuple[str, ...]:
    """SLACK_TEAM_ID alone, for the mode whose other settings come from elsewhere."""
    return TypeAdapter(TeamIds).validate_python(value)


def _explain(error: ValidationError) -> str:
    problems = error.errors(include_input=False)
    missing = [str(problem["loc"][0]) for problem in problems if problem["type"] == "missing"]
    wrong = [str(problem["loc"][0]) for problem in problems if problem["type"] != "missing"]
    sentences = [f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set."] if missing else []
    sentences += [f"{name} is not valid." for name in wrong]
    return " ".join(sentences)
