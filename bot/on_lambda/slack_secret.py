"""Slack's secrets, from Secrets Manager through Powertools' cache."""

import logging
from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.parameters import GetParameterError, SecretsProvider, TransformParameterError
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

MAX_AGE_SECONDS = 60
"""How long a rotated secret may go unnoticed by an execution environment."""

logger = logging.getLogger(__name__)


class SlackSecret(BaseModel):
    """The secret's JSON, as `python -m infra.secrets set` writes it."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    signing_secret: SecretStr
    bot_token: SecretStr


class SlackSecretSource:
    """Reads one secret."""

    def __init__(self, client: "SecretsManagerClient", secret_id: str) -> None:
        self._provider = SecretsProvider(boto3_client=client)
        self._secret_id = secret_id

    def read(self) -> SlackSecret | None:
        """The secret, at most a minute old; None, with a line in the log, where it is empty or cannot be had."""
        try:
            return SlackSecret.model_validate(
                self._provider.get(self._secret_id, max_age=MAX_AGE_SECONDS, transform="json")
            )
        except (GetParameterError, TransformParameterError, ValidationError) as error:
            logger.error(  # noqa: TRY400 - the traceback may hold the secret
                "Slack's secrets cannot be read (%s): fill them with `python -m infra.secrets set`.",
                type(error).__name__,
            )
            return None
