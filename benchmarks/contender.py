"""One contender of benchmarks.readers in a process of its own: prints its figures as JSON."""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.paragraph import PARAGRAPH, QUESTION


def _process_started() -> float:
    """Seconds since boot at which this process started (proc(5), field 22)."""
    fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[19]) / os.sysconf("SC_CLK_TCK")


def answers(_: Path, models: Path) -> Callable[[], Any]:
    """Our answer reader."""
    from inference.contract import AnswersRequest, Task  # noqa: PLC0415 - imports are part of what is measured
    from inference.readers import create_reader  # noqa: PLC0415

    reader = create_reader(Task.ANSWERS, models)
    reader.load()
    return lambda: reader.read(AnswersRequest(question=QUESTION, context=PARAGRAPH))


def nouns(_: Path, models: Path) -> Callable[[], Any]:
    """Our noun reader."""
    from inference.contract import NounsRequest, Task  # noqa: PLC0415
    from inference.readers import create_reader  # noqa: PLC0415

    reader = create_reader(Task.NOUNS, models)
    reader.load()
    return lambda: reader.read(NounsRequest(text=PARAGRAPH))


def distilbert(folder: Path, _: Path) -> Callable[[], Any]:
    """DistilBERT for question answering, as transformers runs it."""
    import torch  # noqa: PLC0415
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer  # noqa: PLC0415

    directory = folder / "distilbert"
    tokenizer, model = (
        AutoTokenizer.from_pretrained(directory),
        AutoModelForQuestionAnswering.from_pretrained(directory),
    )

    def read() -> Any:
        with torch.inference_mode():
            outputs = model(**tokenizer(QUESTION, PARAGRAPH, return_tensors="pt"))
            return outputs.start_logits.argmax(), outputs.end_logits.argmax()

    return read


def roberta(folder: Path, _: Path) -> Callable[[], Any]:
    """RoBERTa-base as token classifier, as transformers runs it."""
    import torch  # noqa: PLC0415
    from transformers import AutoModelForTokenClassification, AutoTokenizer  # noqa: PLC0415

    directory = folder / "roberta"
    tokenizer, model = (
        AutoTokenizer.from_pretrained(directory),
        AutoModelForTokenClassification.from_pretrained(directory),
    )

    def read() -> Any:
        with torch.inference_mode():
            return model(**tokenizer(PARAGRAPH, return_tensors="pt")).logits.argmax(-1)

    return read


def main() -> None:
    """Run the contender that the command line names."""
    name, folder, models, threads, runs = sys.argv[1:]
    contender = {"answers": answers, "nouns": nouns, "distilbert": distilbert, "roberta": roberta}[name]
    if name in {"answers", "nouns"}:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(threads)])
    read = contender(Path(folder), Path(models))
    read()
    first = time.clock_gettime(time.CLOCK_BOOTTIME) - _process_started()
    warm = []
    for _ in range(int(runs)):
        started = time.perf_counter()
        read()
        warm.append(time.perf_counter() - started)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"first_s": first, "warm_s": min(warm), "memory": memory}))


if __name__ == "__main__":
    main()
