import pytest

pytest.importorskip("torch", reason="PyTorch is missing: `make check` installs it")
