"""The models that come with Lectern, for a stack that has none yet."""

import logging

from infra.account import AccountError
from infra.custom_resources.answering import RefusedError
from infra.models.commands import Publisher

logger = logging.getLogger(__name__)


def seed(publisher: Publisher) -> None:
    """Publish an embedded model for every task that has none; what has one is left alone, whoever published it.

    Raises
    ------
    RefusedError
        A task has no model afterwards.
    """
    try:
        failure = _publish(publisher)
        missing = publisher.tasks_without_model()
    except AccountError as error:
        raise RefusedError(str(error)) from None
    if missing:
        raise RefusedError(f"There is no model for {', '.join(missing)}. {failure}")
    if failure:  # Readers that could not be told load the model when their environments end.
        logger.warning("%s", failure)


def _publish(publisher: Publisher) -> AccountError | None:
    try:
        for line in publisher.publish_embedded():
            logger.info("%s", line)
    except AccountError as error:
        return error
    return None
