"""What `sam build` makes: the same every time, small enough, complete, and for the processor that was asked for."""

import ast
import hashlib
import struct
import sys
from pathlib import Path

import pytest

from infra.packaging import building
from infra.packaging.building import build as build_package
from infra.packaging.building import size_of
from infra.packaging.errors import BuildError
from infra.packaging.packages import ENCODERS, PACKAGES, ROOT, WORKER
from infra.packaging.report import built_packages
from tests.stack.deployment import sam
from tests.stack.environments import Runtime

pytestmark = pytest.mark.stack

LAMBDA_LIMIT = 262_144_000
AARCH64 = 183
FOREIGN = {"torch", "transformers", "boto3", "botocore", "pytest", "huggingface_hub", "tests", "training"}
IN_THE_RUNTIME = {"boto3", "botocore"}
FOR_TYPES = "mypy_boto3_"


@pytest.fixture(scope="session")
def packages(build: Path) -> dict[str, Path]:
    """The built packages by function."""
    return built_packages(build)


def _digest(directory: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(directory.rglob("*")):
        digest.update(str(path.relative_to(directory)).encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _imported(source: Path) -> set[str]:
    """Top-level names of all modules that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                names |= {alias.name.partition(".")[0] for alias in node.names}
            case ast.ImportFrom(module=str(module)):
                names.add(module.partition(".")[0])
    return names


def test_every_function_is_built(packages: dict[str, Path]) -> None:
    assert set(packages) == set(PACKAGES)


def test_a_python_that_has_nothing_builds_the_same(packages: dict[str, Path], tmp_path: Path) -> None:
    bare = f"{sys.base_prefix}/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    sam("build", "--build-dir", tmp_path, environment={"AWS_DEFAULT_REGION": "us-east-1", "BUILD_PYTHON": bare})

    again = built_packages(tmp_path)
    for name, path in packages.items():
        assert _digest(again[name]) == _digest(path), name


@pytest.mark.parametrize("function", sorted(PACKAGES))
def test_size(packages: dict[str, Path], function: str) -> None:
    size = size_of(packages[function])

    print(f"{function}: {size:,} bytes")
    assert size < PACKAGES[function].limit < LAMBDA_LIMIT


@pytest.mark.parametrize("function", sorted(PACKAGES))
def test_contents(packages: dict[str, Path], function: str) -> None:
    package = packages[function]
    tops = {path.name.partition(".")[0] for path in package.iterdir()}

    assert not tops & FOREIGN
    assert not {path.name for path in package.rglob("*") if path.is_dir()} & {"tests", "test", "workspace"}
    for distribution in package.glob("*.dist-info"):
        assert (distribution / "METADATA").is_file()
    assert (package / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert any(package.glob("*.dist-info/licenses/*")) or not PACKAGES[function].requirements


@pytest.mark.parametrize("function", sorted(PACKAGES))
def test_everything_that_the_code_imports_is_there(packages: dict[str, Path], function: str) -> None:
    package = packages[function]
    known = {path.name.partition(".")[0] for path in package.iterdir()}
    known |= sys.stdlib_module_names | IN_THE_RUNTIME
    for source in PACKAGES[function].files():
        assert (package / source).is_file()
        unknown = _imported(package / source) - known
        assert not [name for name in unknown if not name.startswith(FOR_TYPES)], source


def test_the_parameter_decides_what_is_built_for(tmp_path: Path) -> None:
    one = ("build", "SlackSecret/SlackSecretFunction", "--build-dir", tmp_path, "--parameter-overrides")
    sam(*one, "Architecture=arm64", environment={"AWS_DEFAULT_REGION": "us-east-1"})

    _assert_all_are_for_arm(tmp_path)
    assert "- arm64" in (tmp_path / "BuiltFor" / "template.yaml").read_text(encoding="utf-8")


def test_other_processor(tmp_path: Path) -> None:
    build_package(ENCODERS, tmp_path, "arm64")

    _assert_all_are_for_arm(tmp_path)


def _assert_all_are_for_arm(directory: Path) -> None:
    libraries = [path for path in directory.rglob("*.so*") if path.is_file()]
    assert libraries
    for library in libraries:
        (machine,) = struct.unpack_from("<H", library.read_bytes(), 18)
        assert machine == AARCH64, library.name


def test_without_the_runtimes_python(tmp_path: Path, runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "find_python", lambda _: None)
    monkeypatch.setattr(building, "fetch_python", lambda *_: None)

    assert not build_package(WORKER, tmp_path, "x86_64")

    assert (tmp_path / "slack_bolt" / "__init__.py").is_file()
    assert not any(tmp_path.rglob("*.pyc"))


def test_package_that_grew_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "size_of", lambda _: 21_000_000)

    with pytest.raises(BuildError, match=r"21\.0 MB; its limit is 20 MB"):
        build_package(WORKER, tmp_path, "x86_64")
