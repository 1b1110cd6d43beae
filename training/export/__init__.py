"""From a trained model to a model directory: ONNX, INT8, manifest and card."""
