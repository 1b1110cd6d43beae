import pytest

torch = pytest.importorskip("torch", reason="make .venv/.training installs what training needs")


@pytest.fixture(autouse=True, scope="session")
def _one_thread() -> None:
    """Tiny models lose more to handing work over than they gain from a second core."""
    torch.set_num_threads(1)
