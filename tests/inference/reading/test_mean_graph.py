"""Two graphs read as one."""

from pathlib import Path

import numpy as np

from inference.reading.answers_encoder import START, VERDICT
from inference.reading.answers_model import open_graphs
from inference.reading.mean_graph import MeanGraph
from inference.reading.onnx_model import Row
from tests.inference.reading.word_scores import make_model


def test_some_outputs_are_means_and_all_others_are_the_first_ones_own(tmp_path: Path) -> None:
    directory = make_model(
        tmp_path / "model", {"Ann": 5.0}, short_spans={"Ann": 2.0}, verdicts={"Ann": (4.0, 0.0, 0.0)}
    )
    articles, short_texts = open_graphs(directory)
    assert short_texts
    rows = [Row(short_texts.tokenizer.encode("Ann met Bo").ids, [0] * 5)]
    mean = MeanGraph(short_texts, articles, [START], share=0.25)
    ((one,), (other,), (both,)) = (graph.run(rows) for graph in (short_texts, articles, mean))
    assert np.allclose(both[START], 0.25 * one[START] + 0.75 * other[START])
    assert not np.allclose(both[START], one[START])
    assert np.array_equal(both[VERDICT], one[VERDICT])
    assert (mean.spec, mean.outputs) == (short_texts.spec, short_texts.outputs)
