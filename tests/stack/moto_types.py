"""Resource types that moto does not know, so that stacks with them can be created."""

from collections.abc import Callable, Mapping
from typing import Any

from moto.core.common_models import CloudFormationModel

Properties = Mapping[str, Any]
Attributes = dict[str, str]
Create = Callable[[Properties, str, str, str], tuple[str, Attributes]]
"""Properties, account, region and name -> physical id and attributes."""

_kept: list[type] = []
"""moto finds types as subclasses, which would be collected as garbage if nobody held them."""


def add_type(cloudformation_type: str, create: Create) -> None:
    class Stand(CloudFormationModel):
        __module__ = "moto.stands.models"  # moto takes the service's name from here

        def __init__(self, physical_id: str, attributes: Attributes) -> None:
            self._physical_id = physical_id
            self._attributes = attributes

        @property
        def physical_resource_id(self) -> str:
            return self._physical_id

        @staticmethod
        def cloudformation_type() -> str:
            return cloudformation_type

        @staticmethod
        def cloudformation_name_type() -> str:
            return ""

        @classmethod
        def has_cfn_attr(cls, attr: str) -> bool:  # noqa: ARG003 - moto's signature
            return True

        def get_cfn_attribute(self, attribute_name: str) -> str:
            return self._attributes[attribute_name]

        @classmethod
        def create_from_cloudformation_json(
            cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **_: Any
        ) -> "Stand":
            return cls(*create(cloudformation_json.get("Properties", {}), account_id, region_name, resource_name))

        @classmethod
        def update_from_cloudformation_json(cls, original_resource: Any, *_: Any, **__: Any) -> Any:
            return original_resource

        @classmethod
        def delete_from_cloudformation_json(cls, *_: Any) -> None:
            return None

    _kept.append(Stand)


def add_attribute(model: type[Any], name: str, field: str) -> None:
    """Let `Fn::GetAtt` find one attribute of a type that moto knows."""

    def has_cfn_attr(cls: type[Any], attr: str) -> bool:
        return attr == name

    def get_cfn_attribute(self: Any, attribute_name: str) -> str:
        return str(getattr(self, field))

    model.has_cfn_attr = classmethod(has_cfn_attr)
    model.get_cfn_attribute = get_cfn_attribute
