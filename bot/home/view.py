"""What the Home tab shows: what the bot does, something to try for each task, what becomes of texts, the settings."""

from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    SectionBlock,
)
from slack_sdk.models.blocks import MarkdownTextObject as Mrkdwn
from slack_sdk.models.views import View

from bot.examples import EXAMPLES
from bot.home import settings
from bot.preferences import Preferences

TRY: Final = "try_"
"""Before the name of an example, in a button's action id."""

FORGET: Final = "forget_settings"

_WHAT_I_DO = (
    "*Names*: I show which words of a text are names, and of what kind. Each links to Wikipedia.\n"
    "*Category*: I say which kind of news a text is, and what it is about.\n"
    "*Answers*: I answer your questions about a text, also with yes or no or with several answers, each with the "
    "sentence that proves it. Where the text only reports, alleges or denies something, I say so."
)
_TRY = "*Try it.* I send you an example, and what I make of it: look into _Messages_."
_TEXTS = (
    "*Your texts.* I read a text, reply, and forget it: nothing of it is kept, and nothing is sent to anyone else. "
    "Of you I keep the choices below, beside your Slack id, until I am removed from Slack or you have me forget them."
)


def home_view(preferences: Preferences, *, channel: str, follow_ups: bool = True, notice: str = "") -> View:
    """The view for `views.publish`.

    Parameters
    ----------
    channel
        The direct conversation with the person, which the view remembers for its buttons; empty where it is not known.
    follow_ups
        Whether follow-ups are answered in this workspace at all.
    notice
        What went wrong, shown before everything else.
    """
    buttons = [ButtonElement(text=each.label, action_id=f"{TRY}{name}") for name, each in EXAMPLES.items()]
    blocks: list[Block] = [
        *([ContextBlock(elements=[Mrkdwn(text=f":warning: {notice}")])] if notice else []),
        HeaderBlock(text="I read texts with you"),
        SectionBlock(text=Mrkdwn(text=_WHAT_I_DO)),
        SectionBlock(text=Mrkdwn(text=_TRY)),
        ActionsBlock(elements=buttons),
        SectionBlock(text=Mrkdwn(text=_TEXTS)),
        DividerBlock(),
        HeaderBlock(text="Settings"),
        *settings.render(preferences, follow_ups=follow_ups),
        ActionsBlock(elements=[ButtonElement(text="Forget my settings", action_id=FORGET)]),
    ]
    return View(type="home", private_metadata=channel, blocks=blocks)
