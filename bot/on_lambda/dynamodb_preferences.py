"""What people have chosen, in DynamoDB: an item for each person, of which a workspace's are deleted together."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from bot.preferences import Choice, Person, Preferences

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PUT: Final = "SET #value = :value, #moment = :moment"
_IF_LATER: Final = "attribute_not_exists(#moment) OR #moment < :moment"


class DynamoDbPreferences:
    """A `PreferencesStore`; the table's key is `team` and `user`. DynamoDB is reached when something is asked.

    A setting is an attribute of its own, with when it was chosen in another, so that two choices that are kept at the
    same time are both kept.

    Parameters
    ----------
    create_client
        Makes a client of DynamoDB.
    """

    def __init__(self, create_client: "Callable[[], DynamoDBClient]", table: str) -> None:
        self._create_client = create_client
        self._table = table

    @cached_property
    def _client(self) -> "DynamoDBClient":
        return self._create_client()

    def get(self, person: Person) -> Preferences:
        response = self._client.get_item(TableName=self._table, Key=_key(person), ConsistentRead=True)
        item: dict[str, Any] = response.get("Item") or {}
        return Preferences.of({name: value["S"] for name, value in item.items() if "S" in value})

    def put(self, person: Person, choice: Choice) -> None:
        try:
            self._client.update_item(
                TableName=self._table,
                Key=_key(person),
                UpdateExpression=_PUT,
                ConditionExpression=_IF_LATER,
                ExpressionAttributeNames={"#value": choice.setting, "#moment": f"{choice.setting}_moment"},
                ExpressionAttributeValues={":value": {"S": choice.value}, ":moment": {"N": str(choice.moment)}},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return  # a later choice has overtaken this one

    def forget_person(self, person: Person) -> None:
        self._client.delete_item(TableName=self._table, Key=_key(person))

    def forget_team(self, team: str) -> None:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="#team = :team",
            ExpressionAttributeNames={"#team": "team", "#user": "user"},
            ExpressionAttributeValues={":team": {"S": team}},
            ProjectionExpression="#team, #user",
            ConsistentRead=True,
        )
        for key in [item for page in pages for item in page["Items"]]:
            self._client.delete_item(TableName=self._table, Key=key)


def _key(person: Person) -> Any:
    return {"team": {"S": person.team}, "user": {"S": person.user}}
