"""A stranger's `config.cfg`, held against what a pipeline may be made of before spaCy builds anything of it."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from thinc.api import Config

from inference.store.errors import shown, untrusted
from inference.store.names import is_file_name
from inference.store.pipeline_rules import FACTORIES, is_harmless, is_language

_MAX_BYTES = 50_000
"""Of the file: spaCy's largest pipelines have a fifth of it."""

_MAX_VALUES = 10_000
_MAX_DEPTH = 32
"""Of what comes of it, as variables may stand for whole sections, and those for others."""

_FOR_TRAINING = {"corpora", "initialize", "pretraining", "training"}
_HOOKS = ("before_creation", "after_creation", "after_pipeline_creation")

_VARIABLE = re.compile(r"\$\{([^}]*)")
_STEP = re.compile("[.:]")
_MISLEADING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|__SECTION__")
"""What terminals obey, as the parser's warnings quote values; and what the parser itself writes for a section that a
variable stands for, and believes to have written wherever it finds it."""


def harmless_config(content: bytes, own_factories: Collection[str]) -> Config:
    """What spaCy needs to build a pipeline of spaCy's own components and of `own_factories`.

    Variables are replaced, and sections that are only for training are left out: what they name is never called.

    Raises
    ------
    UntrustedError
        When it needs anything else.
    Exception
        Of many kinds, when it is no configuration.
    """
    if len(content) > _MAX_BYTES:
        raise untrusted("has a config.cfg that is larger than a pipeline needs")
    text = content.decode()
    if _MISLEADING.search(text):
        raise untrusted("has a config.cfg that misleads its parser")
    config = _without_variables(Config().from_str(text, interpolate=False))
    _check_functions(config)
    _check_language(config["nlp"])
    for name, component in config["components"].items():
        _check_component(name, component, own_factories)
    return config


def _without_variables(config: Config) -> Config:
    kept = {name: section for name, section in config.items() if name not in _FOR_TRAINING}
    if _can_double(kept):
        raise untrusted("has a config.cfg with variables that stand for several others")
    whole = Config(kept, is_interpolated=False).interpolate()
    return Config({"nlp": whole["nlp"], "components": whole.get("components", {})})


def _can_double(config: dict[str, Any]) -> bool:
    """Whether a variable may stand for a value with several: ten such steps make a thousand of one, or a billion.

    Otherwise no value can outgrow the file. Inner objects are sections to the parser; a list is one value.
    """
    variables = [(key, _VARIABLE.findall(str(value))) for key, value in _pairs(config) if not isinstance(value, dict)]
    keys = {_STEP.split(name)[-1] for _, names in variables for name in names}
    return any(len(names) > 1 and key in keys for key, names in variables)


def _check_functions(config: Config) -> None:
    for key, value in _pairs(config):
        if key.startswith("@") and not is_harmless(key[1:], str(value)):
            raise untrusted(f'calls the function "{shown(value)}" ({shown(key)}), which Lectern does not know')


def _check_language(settings: dict[str, Any]) -> None:
    for hook in _HOOKS:
        if settings.get(hook) is not None:
            raise untrusted(f"has a callback, {hook}")
    if not is_language(str(settings["lang"])):
        raise untrusted(f'needs the language "{shown(settings["lang"])}", which spaCy does not bring')


def _check_component(name: str, component: dict[str, Any], own_factories: Collection[str]) -> None:
    if {"/", ":"} & set(name) or not is_file_name(name):  # its files are looked for by this name
        raise untrusted(f'has a component "{shown(name)}" that would read files elsewhere')
    if "source" in component:
        raise untrusted(f'takes its component "{shown(name)}" from another pipeline, "{shown(component["source"])}"')
    factory = component["factory"]
    if factory not in FACTORIES and factory not in own_factories:
        raise untrusted(f'needs the component "{shown(factory)}", which Lectern does not know')


def _pairs(root: Any) -> Iterator[tuple[str, Any]]:
    """All keys with their values, at every depth; of a list the items, without a key.

    Raises `UntrustedError` where there are too many, also where a section holds itself.
    """
    waiting, seen = [("", root, 0)], 0
    while waiting:
        key, value, depth = waiting.pop()
        yield key, value
        inner = [(str(name), item, depth + 1) for name, item in _items(value)]
        seen += len(inner)
        if seen > _MAX_VALUES or depth > _MAX_DEPTH:
            raise untrusted("has a config.cfg that grows, or is nested too deep")
        waiting += inner


def _items(value: Any) -> Iterable[tuple[Any, Any]]:
    match value:
        case dict():
            return value.items()
        case list():
            return (("", item) for item in value)
        case _:
            return ()
