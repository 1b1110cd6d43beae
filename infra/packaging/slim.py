"""Removes from installed packages what a function never runs. Licences stay."""

import shutil
from pathlib import Path

from infra.packaging.elf import cut_debug_information

_DIRECTORIES = {"__pycache__", "test", "tests", "f2py"}
_NEVER_IMPORTED = ("bin", "onnxruntime/quantization", "onnxruntime/tools", "onnxruntime/transformers")
_NEVER_OPENED = (
    "onnxruntime/capi/libonnxruntime.so.*",  # for programs in C; the Python module has all of it within
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.min.*",  # a page for browsers
    "pygments/lexers/[!_]*.py",  # a module per language, for who prints code in colours
    "pygments/lexers/_*_builtins.py",
)
_SUFFIXES = {".a", ".c", ".cc", ".cpp", ".f", ".f90", ".h", ".hpp", ".pxd", ".pxi", ".pyi", ".pyx"}


def slim(directory: Path) -> None:
    """Slim what was installed into `directory`."""
    for name in _NEVER_IMPORTED:
        shutil.rmtree(directory / name, ignore_errors=True)
    for pattern in _NEVER_OPENED:
        for path in directory.glob(pattern):
            path.unlink()
    for record in directory.glob("*.dist-info/RECORD"):
        _forget_scripts(record)
    for path in sorted(directory.rglob("*"), reverse=True):
        if path.is_dir() and path.name in _DIRECTORIES:
            shutil.rmtree(path)
        elif path.is_file() and (path.suffix in _SUFFIXES or path.name.startswith("_simd.")):
            path.unlink()
        elif path.is_file() and ".so" in path.suffixes:
            cut_debug_information(path)
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _forget_scripts(record: Path) -> None:
    """Scripts began with the path of whatever Python installed them: without their digests, all builds are the same."""
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    record.write_text("".join(line for line in lines if not line.startswith("bin/")), encoding="utf-8")
