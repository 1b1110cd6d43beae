import subprocess
import sys
from pathlib import Path

import pytest

from inference.contract import CategoryReply, CategoryRequest, ErrorCode, InferenceError, Task
from inference.readers import create_reader
from inference.store.embedded import EMBEDDED_MODELS
from tests.inference.store.made import make_nouns

ENGINES = """
import sys
from pathlib import Path
from inference.contract import Task
from inference.readers import create_reader

reader = create_reader(Task(sys.argv[1]), Path(sys.argv[2]))
before = sorted(name for name in ("numpy", "onnxruntime", "spacy") if name in sys.modules)
reader.load()
print(before, sorted(name for name in ("onnxruntime", "spacy") if name in sys.modules))
"""


def engines(task: Task, models: Path) -> str:
    command = [sys.executable, "-c", ENGINES, task, str(models)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - ourselves


@pytest.mark.parametrize("task", list(Task))
def test_a_reader_imports_what_its_model_needs_when_it_loads(task: Task) -> None:
    assert engines(task, EMBEDDED_MODELS) == "[] ['onnxruntime']"


def test_only_pipelines_that_spacy_has_to_run_import_it(tmp_path: Path) -> None:
    make_nouns(tmp_path / "nouns")
    assert "spacy" in engines(Task.NOUNS, tmp_path)


def test_the_first_request_loads_the_model() -> None:
    reply = create_reader(Task.CATEGORY, EMBEDDED_MODELS).read(
        CategoryRequest(text="The match ended with two goals each.")
    )
    assert isinstance(reply, CategoryReply)


@pytest.mark.parametrize("task", list(Task))
def test_a_missing_model_is_refused_until_it_is_there(task: Task, tmp_path: Path) -> None:
    reader = create_reader(task, tmp_path)
    with pytest.raises(InferenceError) as caught:
        reader.load()
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE
    (tmp_path / task).symlink_to(EMBEDDED_MODELS / task)
    reader.load()
