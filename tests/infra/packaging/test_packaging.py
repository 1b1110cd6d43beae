"""Slimming, cutting and compiling, on files small enough to look at."""

import _ctypes
import ctypes
import shutil
import sys
from pathlib import Path

import pytest

from infra.packaging.bytecode import compile_beside_sources, replace_sources
from infra.packaging.elf import cut_debug_information
from infra.packaging.imports import imported_files
from infra.packaging.packages import PACKAGES, ROOT
from infra.packaging.slim import slim

pytestmark = pytest.mark.stack

PYTHON = Path(sys.executable)


def _write(directory: Path, *names: str) -> None:
    for name in names:
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text("answer = 42\n", encoding="utf-8")


def _files(directory: Path) -> set[str]:
    return {str(path.relative_to(directory)) for path in directory.rglob("*") if path.is_file()}


def test_slimming_keeps_code_data_and_licences(tmp_path: Path) -> None:
    kept = {"a/__init__.py", "a/data.json", "a-1.0.dist-info/METADATA", "a-1.0.dist-info/licenses/LICENSE"}
    _write(tmp_path, *kept, "a/tests/test_a.py", "a/fast.pyx", "a/fast.c", "a/include/fast.h", "bin/a", "a/a.pyi")

    slim(tmp_path)

    assert _files(tmp_path) == kept
    assert not (tmp_path / "a" / "include").exists()


def test_slimming_takes_away_what_no_function_opens(tmp_path: Path) -> None:
    kept = {
        "onnxruntime/capi/onnxruntime_pybind11_state.so",
        "onnxruntime/capi/libonnxruntime_providers_shared.so",
        "aws_lambda_powertools/event_handler/openapi/swagger_ui/html.py",
        "pygments/lexers/__init__.py",
        "pygments/lexers/_mapping.py",
    }
    _write(
        tmp_path,
        *kept,
        "onnxruntime/capi/libonnxruntime.so.1.31.1",
        "aws_lambda_powertools/event_handler/openapi/swagger_ui/swagger-ui-bundle.min.js",
        "pygments/lexers/php.py",
        "pygments/lexers/_php_builtins.py",
    )

    slim(tmp_path)

    assert _files(tmp_path) == kept


def test_scripts_that_went_are_in_no_record(tmp_path: Path) -> None:
    _write(tmp_path, "bin/a", "a-1.0.dist-info/RECORD")
    record = tmp_path / "a-1.0.dist-info" / "RECORD"
    record.write_text("bin/a,sha256=of-a-path,9\na/__init__.py,sha256=x,0\n", encoding="utf-8")

    slim(tmp_path)

    assert record.read_text(encoding="utf-8") == "a/__init__.py,sha256=x,0\n"


def test_cut_library_still_loads(tmp_path: Path) -> None:
    library = Path(shutil.copy(_ctypes.__file__, tmp_path / "library.so"))
    before = library.stat().st_size

    cut_debug_information(library)

    assert library.stat().st_size < before
    assert ctypes.CDLL(str(library)).PyInit__ctypes


def test_what_is_no_library_is_left_alone(tmp_path: Path) -> None:
    script = tmp_path / "linker-script.so"
    script.write_text("INPUT(libm.so.6)", encoding="utf-8")

    cut_debug_information(script)

    assert script.read_text(encoding="utf-8") == "INPUT(libm.so.6)"


def test_bytecode_names_lambdas_folder_and_is_always_the_same(tmp_path: Path) -> None:
    for copy in ("one", "two"):
        _write(tmp_path / copy, "a/b.py")
        replace_sources(tmp_path / copy, PYTHON)

    assert _files(tmp_path / "one") == {"a/b.pyc"}
    content = (tmp_path / "one" / "a" / "b.pyc").read_bytes()
    assert b"/var/task/a/b.py" in content
    assert content == (tmp_path / "two" / "a" / "b.pyc").read_bytes()


def test_source_that_does_not_compile_stays(tmp_path: Path) -> None:
    (tmp_path / "old.py").write_text("print 'hello'\n", encoding="utf-8")

    replace_sources(tmp_path, PYTHON)

    assert _files(tmp_path) == {"old.py"}


def test_own_code_keeps_its_sources(tmp_path: Path) -> None:
    _write(tmp_path, "bot/app.py")

    compile_beside_sources(tmp_path, PYTHON)

    assert len(_files(tmp_path)) == 2


@pytest.mark.parametrize("function", sorted(PACKAGES))
def test_what_packages_leave_out_exists(function: str) -> None:
    for module in PACKAGES[function].without:
        assert imported_files(ROOT, module)


def test_no_package_holds_what_it_does_not_import(tmp_path: Path) -> None:
    for name, code in {
        "pack/__init__.py": "",
        "pack/entry.py": "import pack.plain, json\nfrom pack import named\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import pack.types\n",
        "pack/plain.py": "def later():\n    from pack.lazy import thing\n",
        "pack/named.py": "import pack.other\n",
        "pack/lazy.py": "",
        "pack/other.py": "import pack.beyond\n",
        "pack/beyond.py": "",
        "pack/types.py": "",
        "pack/alone.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(code)

    files = {file.name for file in imported_files(tmp_path, "pack.entry", without=["pack.other"])}

    assert files == {"__init__.py", "entry.py", "plain.py", "named.py", "lazy.py"}


def test_an_entry_point_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"pack\.entry"):
        imported_files(tmp_path, "pack.entry")


def test_tables_come_with_the_modules_that_read_them() -> None:
    tables = Path("inference/reading/names/tables")
    packaged = {file.name for file in PACKAGES["NounsFunction"].data_files() if file.parent == tables}
    assert packaged == {file.name for file in (ROOT / tables).iterdir()}
    assert sum((ROOT / tables / name).stat().st_size for name in packaged) <= 10_000_000
    assert not any(file.parent == tables for file in PACKAGES["WorkerFunction"].data_files())
