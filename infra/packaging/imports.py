"""Which modules of this project an entry point imports, directly or through others."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path


def imported_files(root: Path, entry: str, without: Collection[str] = ()) -> list[Path]:
    """Files below `root`, relative to it, that importing the module `entry` may execute; sorted.

    Imports within functions count, those for type checkers do not. Modules in `without` are not followed.

    Raises
    ------
    ModuleNotFoundError
        There is no such entry point.
    """
    if _file(root, entry) is None:
        raise ModuleNotFoundError(entry)
    found: set[Path] = set()
    waiting = [entry]
    while waiting:
        module = waiting.pop()
        file = None if module in without else _file(root, module)
        if file is None or file in found:
            continue
        found.add(file)
        waiting += [*_parents(module), *_imports(ast.parse((root / file).read_text(encoding="utf-8")))]
    return sorted(found)


def _file(root: Path, module: str) -> Path | None:
    path = Path(*module.split("."))
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((candidate for candidate in candidates if (root / candidate).is_file()), None)


def _parents(module: str) -> Iterator[str]:
    while module := module.rpartition(".")[0]:
        yield module


def _imports(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return
        case ast.Import(names=names):
            yield from (each.name for each in names)
        case ast.ImportFrom(module=str(module), names=names):
            yield module
            yield from (f"{module}.{each.name}" for each in names)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)
