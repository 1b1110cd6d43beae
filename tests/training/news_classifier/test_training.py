import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest

from inference.contract import CategoryRequest, Task
from inference.readers import create_reader
from tests.training.tiny_models import save_classifier
from training.export.export import export
from training.news_classifier.__main__ import main
from training.news_classifier.examples import encode, logits_of, tensors
from training.news_classifier.model import load_classifier
from training.news_classifier.settings import RANDOM_GPT2, Settings
from training.news_classifier.texts import Labelled

WORDS = {"sport": ["goal", "match", "coach", "league", "striker"], "tech": ["phone", "software", "chip", "app", "code"]}
COMMON = ["the", "a", "said", "on", "new", "was", "and", "of", "people", "last"]


def texts(count: int, seed: int) -> list[Labelled]:
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    made = []
    for index in range(count):
        label = ("sport", "tech")[index % 2]
        words = [rng.choice(COMMON) for _ in range(rng.randint(4, 30))] + rng.choices(WORDS[label], k=3)
        rng.shuffle(words)
        made.append(Labelled(label, " ".join(words)))
    return made


def write(path: Path, rows: list[Labelled]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["category", "text"])
        writer.writerows((row.label, row.text) for row in rows)
    return path


def arguments(tmp_path: Path, **options: object) -> list[str]:
    given = {
        "model": RANDOM_GPT2,
        "epochs": 4,
        "learning-rate": 2e-3,
        "max-tokens": 320,
        "batch-tokens": 640,
        "train": write(tmp_path / "train.csv", texts(120, 1)),
        "validation": write(tmp_path / "validation.csv", texts(40, 2)),
        "output": tmp_path / "model",
        "checkpoints": tmp_path / "checkpoints",
        **options,
    }
    return [part for name, value in given.items() for part in (f"--{name}", str(value))]


def metrics(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tmp_path / "model" / "metrics.json").read_text())
    return found


def test_a_gpt2_of_random_weights_learns_and_is_read_by_the_category_reader(tmp_path: Path) -> None:
    test = write(tmp_path / "test.csv", texts(40, 3))
    assert main(arguments(tmp_path, test=test), {}) == 0
    found = metrics(tmp_path)
    assert found["test"]["accuracy"] > 0.9
    epochs = found["epochs"]
    assert [row["epoch"] for row in epochs] == list(range(1, len(epochs) + 1))
    assert (tmp_path / "model" / "confusion-test.png").read_bytes().startswith(b"\x89PNG")
    assert not (tmp_path / "checkpoints").exists()
    export(Task.CATEGORY, str(tmp_path / "model"), tmp_path / "models/category", "1", "x", quantised=False)
    reader = create_reader(Task.CATEGORY, tmp_path / "models")
    assert reader.read(CategoryRequest(text="the coach said a goal was of the match")).category == "sport"


def test_an_encoder_is_trained_from_its_directory(tmp_path: Path) -> None:
    save_classifier("bert", tmp_path / "source")
    assert main(arguments(tmp_path, model=tmp_path / "source", epochs=1), {}) == 0
    assert metrics(tmp_path)["labels"] == ["sport", "tech"]


def test_padding_does_not_change_what_a_decoder_says() -> None:
    settings = Settings(model=RANDOM_GPT2, max_tokens=128)
    rows = texts(6, 4)
    model, tokenizer = load_classifier(settings, ["sport", "tech"], (row.text for row in rows))
    model.eval()
    examples = encode(rows, ["sport", "tech"], tokenizer, 128)
    fed = tensors(examples, tokenizer, width=96)
    assert (fed["input_ids"][:, 0] == tokenizer.eos_token_id).all()
    assert [int(row[-1]) for row in fed["input_ids"]] == [example.ids[-1] for example in examples]
    together = logits_of(model, examples, tokenizer)
    for index, example in enumerate(examples):
        assert together[index].tolist() == pytest.approx(logits_of(model, [example], tokenizer)[0].tolist(), abs=1e-4)


def test_training_ends_when_nothing_gets_better(tmp_path: Path) -> None:
    assert main(arguments(tmp_path, epochs=6, patience=1, **{"learning-rate": 0.0}), {}) == 0
    assert len(metrics(tmp_path)["epochs"]) == 2


def test_a_killed_run_goes_on_and_ends_as_if_it_had_not_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(arguments(tmp_path, epochs=2), {}) == 0
    whole = metrics(tmp_path)

    class KilledError(BaseException): ...

    def kill(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr("training.news_classifier.training._write", kill)
        with pytest.raises(KilledError):
            main(arguments(tmp_path, epochs=2), {})
    assert (tmp_path / "checkpoints" / "checkpoint.pt").exists()
    assert main(arguments(tmp_path, epochs=2), {}) == 0
    assert metrics(tmp_path) == whole


def test_sagemaker_says_where_everything_is(tmp_path: Path) -> None:
    folder = tmp_path / "train"
    folder.mkdir()
    write(folder / "a.csv", texts(60, 1))
    (folder / "b.jsonl").write_text(
        "".join(json.dumps({"label": t.label, "text": t.text}) + "\n" for t in texts(20, 5))
    )
    environment = {"SM_CHANNEL_TRAIN": str(folder), "SM_MODEL_DIR": str(tmp_path / "model")}
    given = ["--model", RANDOM_GPT2, "--epochs", "1", "--max_tokens", "32", "--checkpoints", str(tmp_path / "c")]
    assert main(given, environment) == 0
    assert sum(map(sum, metrics(tmp_path)["validation"]["confusion"])) == 8


@pytest.mark.parametrize(
    ("content", "message"),
    [("category,words\na,b\n", "rows need the field text"), ("category,text\nweather,rain\n", "has the label weather")],
)
def test_data_that_cannot_be_trained_on_is_explained(
    tmp_path: Path, content: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(content)
    assert main(arguments(tmp_path, validation=bad), {}) == 1
    assert message in capsys.readouterr().err


def test_an_empty_folder_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(arguments(tmp_path, train=empty), {}) == 1
    assert "there is no .csv" in capsys.readouterr().err
