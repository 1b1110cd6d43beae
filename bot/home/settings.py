"""The settings: as elements of a view, and back from what a person does with one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InteractiveElement,
    Option,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks import MarkdownTextObject as Mrkdwn

from bot.preferences import Audience, Choice, Preferences, Setting
from bot.replies.name_list import KINDS
from bot.wikipedias import WIKIPEDIAS
from inference.contract import NameKind

SETTING: Final = "setting_"
"""Before the setting, in an element's action id."""

_AUDIENCES = {Audience.ONE: "Only me", Audience.EVERYONE: "Everyone in the channel"}
_FOLLOW_UPS = {"on": "Answer my questions without a mention"}
_WORDS = {
    Setting.WIKIPEDIA: "*Wikipedia*\nThe language in which names link to it",
    Setting.HIDDEN_KINDS: "*Names*\nThe kinds that I show you",
    Setting.AUDIENCE: "*Commands*\nWho sees my replies to `/nouns`, `/category` and `/ask`",
    Setting.FOLLOW_UPS: "*Threads*\nWhere I have spoken already",
}


def render(preferences: Preferences, *, follow_ups: bool) -> Iterator[Block]:
    """A section for each setting; for follow-ups only where they are answered at all."""
    wikipedias = _options(WIKIPEDIAS.items())
    kinds = _options(KINDS.items())
    audiences = _options(_AUDIENCES.items())
    yield _section(
        Setting.WIKIPEDIA,
        StaticSelectElement(options=wikipedias, initial_option=_chosen(wikipedias, [preferences.wikipedia])[0]),
    )
    shown = _chosen(kinds, [kind for kind in NameKind if kind not in preferences.hidden_kinds])
    yield _section(Setting.HIDDEN_KINDS, CheckboxesElement(options=kinds, initial_options=shown or None))
    yield _section(
        Setting.AUDIENCE,
        RadioButtonsElement(options=audiences, initial_option=_chosen(audiences, [preferences.audience])[0]),
    )
    if follow_ups:
        switch = _options(_FOLLOW_UPS.items())
        yield _section(
            Setting.FOLLOW_UPS,
            CheckboxesElement(options=switch, initial_options=switch if preferences.follow_ups else None),
        )


def choice_in(action: Mapping[str, Any]) -> Choice | None:
    """What a person has chosen, from an action of `block_actions`; None where it is no setting's."""
    try:
        setting = Setting(str(action.get("action_id")).removeprefix(SETTING))
        moment = int(Decimal(action["action_ts"]) * 1_000_000)
        return Choice(setting, _value(setting, action), moment)
    except (LookupError, TypeError, ValueError, InvalidOperation):
        return None


def _value(setting: Setting, action: Mapping[str, Any]) -> str:
    match setting:
        case Setting.WIKIPEDIA | Setting.AUDIENCE:
            return str(action["selected_option"]["value"])
        case Setting.HIDDEN_KINDS:
            shown = {option["value"] for option in action["selected_options"]}
            return " ".join(kind for kind in NameKind if kind not in shown)
        case Setting.FOLLOW_UPS:
            return "on" if action["selected_options"] else "off"


def _section(setting: Setting, element: InteractiveElement) -> SectionBlock:
    """Without a block id: Slack would go on showing what is chosen in a block that it knows, though it was not kept."""
    element.action_id = f"{SETTING}{setting}"
    return SectionBlock(text=Mrkdwn(text=_WORDS[setting]), accessory=element)


def _options(words: Iterable[tuple[str, str]]) -> list[Option]:
    return [Option(value=str(value), text=text) for value, text in words]


def _chosen(options: Sequence[Option], values: Sequence[str]) -> list[Option]:
    return [option for option in options if option.value in values]
