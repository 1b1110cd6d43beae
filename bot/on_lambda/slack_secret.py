"""Slack's secrets, from an encrypted parameter in Parameter Store, through Powertools' cache."""

import logging
from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.parameters import GetParameterError, SSMProvider, TransformParameterError
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

MAX_AGE_SECONDS = 60
"""How long a rotated secret may go unnoticed by an execution environment."""

logger = logging.getLogger(__name__)


class SlackSecret(BaseModel):
    """The parameter's JSON, as `infra.slack_parameter` writes it."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    signing_secret: SecretStr
    bot_token: SecretStr


class SlackSecretSource:
    """Reads one parameter."""

    def __init__(self, client: "SSMClient", name: str) -> None:
        self._provider = SSMProvider(boto3_client=client)
        self._name = name

    def read(self) -> SlackSecret | None:
        """The secret, at most a minute old; None, with a line in the log, where there is none or it cannot be had."""
        try:
            return SlackSecret.model_validate(
                self._provider.get(self._name, max_age=MAX_AGE_SECONDS, decrypt=True, transform="json")
            )
        except (GetParameterError, TransformParameterError, ValidationError) as error:
            logger.error(  # noqa: TRY400 - the traceback may hold the secret
                "Slack's secrets cannot be read (%s): fill them with `python -m infra.secrets set`.",
                type(error).__name__,
            )
            return None
