"""Builds and deploys once for all tests of this folder."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.packaging.packages import PACKAGES
from tests.stack.deployment import Moto, deploy, running_moto, sam
from tests.stack.environments import Runtime
from tests.stack.local_stack import STACK, LocalStack
from tests.stack.runtimes import NO_RUNTIME, install_runtime
from tests.stack.stand_ins import make_nouns_model


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of one `sam build`."""
    directory = tmp_path_factory.mktemp("build")
    sam("build", "--build-dir", directory, environment={"AWS_DEFAULT_REGION": "us-east-1"})
    return directory


@pytest.fixture(scope="session")
def light_build(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built templates, with packages that are quickly uploaded."""
    light = tmp_path_factory.mktemp("light")
    for template in build.rglob("template.yaml"):
        (light / template.relative_to(build)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(template, light / template.relative_to(build))
    for package in (path for path in [*build.glob("*/*"), *build.glob("*/*/*")] if path.name in PACKAGES):
        (light / package.relative_to(build)).mkdir()
        (light / package.relative_to(build) / "empty.py").touch()
    return light / "template.yaml"


@pytest.fixture(scope="session")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moto]:
    with running_moto(tmp_path_factory.mktemp("moto") / "moto.log") as running:
        yield running


@pytest.fixture(scope="session")
def outputs(moto: Moto, build: Path) -> Mapping[str, str]:
    """Outputs of the stack, deployed as built, with its default parameters."""
    return deploy(moto, build / "template.yaml", STACK)


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    """A Python like Lambda's, with AWS's runtime client and SDK."""
    runtime = install_runtime(tmp_path_factory.mktemp("runtime"))
    return runtime or pytest.skip(NO_RUNTIME)


@pytest.fixture
def stack(
    moto: Moto, outputs: Mapping[str, str], build: Path, runtime: Runtime, tmp_path: Path
) -> Iterator[LocalStack]:
    """The stack at work, without secrets and models as after a first deployment."""
    with at_work(moto, outputs, build, runtime, tmp_path) as local:
        yield local


@contextmanager
def at_work(
    moto: Moto, outputs: Mapping[str, str], build: Path, runtime: Runtime, directory: Path, name: str = STACK
) -> Iterator[LocalStack]:
    """A deployed stack, with an empty bucket."""
    _empty(moto, outputs["ModelBucket"])
    local = LocalStack(moto, outputs, build, runtime, directory, name=name)
    try:
        yield local
    finally:
        local.close()
        print(local.logs())  # Shown where a test fails.


def _empty(moto: Moto, bucket: str) -> None:
    s3 = moto.session().client("s3", endpoint_url=moto.url)
    for version in s3.list_object_versions(Bucket=bucket).get("Versions", []):
        s3.delete_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])


@pytest.fixture
def make_model(stack: LocalStack, runtime: Runtime, tmp_path: Path) -> Callable[..., Path]:
    """`make_model("1.0", Google="ORG")` makes a nouns model that knows these names."""

    def make(version: str, **names: str) -> Path:
        package = stack.function("NounsFunction").directory
        return make_nouns_model(tmp_path / "made" / version, package, runtime, version, names)

    return make
