from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from inference.reading.onnx_model import Row
from training.export.activation_smoothing import smooth_activations

WORDS, WIDTH = 50, 32
SAMPLES = [Row(list(range(start, start + 12)), [0] * 12) for start in range(0, 36, 6)]

Weights = npt.NDArray[np.float32]


def write_model(path: Path, embeddings: Weights, *, shared: bool = False) -> None:
    """Word vectors, then one product with weights; a second one when they are shared."""
    random = np.random.default_rng(2)
    weights = {"embeddings": embeddings, "weights": random.normal(size=(WIDTH, WIDTH)).astype(np.float32)}
    nodes = [
        helper.make_node("Gather", ["embeddings", "input_ids"], ["hidden"]),
        helper.make_node("MatMul", ["hidden", "weights"], ["first" if shared else "logits"], name="product"),
    ]
    if shared:
        nodes.append(helper.make_node("MatMul", ["first", "weights"], ["logits"], name="again"))
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, None])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, None, WIDTH])],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10), str(path))


def even_embeddings() -> Weights:
    return np.random.default_rng(1).normal(size=(WORDS, WIDTH)).astype(np.float32)


def uneven_embeddings() -> Weights:
    embeddings = even_embeddings()
    embeddings[:, 3] *= 60
    return embeddings


def smoothed(tmp_path: Path, excluded: list[str]) -> tuple[Path, Path]:
    source, target = tmp_path / "source.onnx", tmp_path / "target.onnx"
    model = onnx.load(str(source))
    smooth_activations(model, SAMPLES, excluded)
    onnx.save(model, str(target))
    return source, target


def logits(path: Path) -> Weights:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    outputs: list[Weights] = [session.run(None, {"input_ids": np.array([row.ids])})[0] for row in SAMPLES]
    return np.concatenate(outputs)


def operators(path: Path) -> list[str]:
    return [node.op_type for node in onnx.load(str(path)).graph.node]


def reach(path: Path) -> Weights:
    """How far each channel of what goes into the product reaches."""
    model = onnx.load(str(path))
    product = next(node for node in model.graph.node if node.name == "product")
    model.graph.output.append(helper.make_tensor_value_info(product.input[0], TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    values = [session.run([product.input[0]], {"input_ids": np.array([row.ids])})[0][0] for row in SAMPLES]
    furthest: Weights = np.abs(np.concatenate(values)).max(axis=0)
    return furthest


def test_a_channel_that_reaches_far_is_cut_down_and_the_product_stays_the_same(tmp_path: Path) -> None:
    write_model(tmp_path / "source.onnx", uneven_embeddings())
    source, target = smoothed(tmp_path, [])
    assert operators(target) == ["Gather", "Mul", "MatMul"]
    np.testing.assert_allclose(logits(target), logits(source), rtol=1e-3, atol=1e-3)
    assert reach(source)[3] > 20 * np.median(reach(source))
    assert reach(target)[3] < 2 * np.median(reach(target))


def test_channels_that_reach_equally_far_are_left_alone(tmp_path: Path) -> None:
    write_model(tmp_path / "source.onnx", even_embeddings())
    _, target = smoothed(tmp_path, [])
    assert operators(target) == ["Gather", "MatMul"]


def test_what_stays_in_fp32_is_left_alone(tmp_path: Path) -> None:
    write_model(tmp_path / "source.onnx", uneven_embeddings())
    _, target = smoothed(tmp_path, ["product"])
    assert operators(target) == ["Gather", "MatMul"]


def test_weights_of_two_products_are_left_alone(tmp_path: Path) -> None:
    write_model(tmp_path / "source.onnx", uneven_embeddings(), shared=True)
    source, target = smoothed(tmp_path, [])
    assert operators(target) == ["Gather", "MatMul", "MatMul"]
    np.testing.assert_array_equal(logits(target), logits(source))
