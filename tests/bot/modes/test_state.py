from pathlib import Path

import pytest

from bot.modes.binding import warn_if_open
from bot.modes.errors import CannotStartError
from bot.modes.state import held, state_directory


def test_the_platforms_place_unless_another_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_directory(None).name == "lectern"
    assert state_directory(tmp_path / "mine") == tmp_path / "mine"


def test_one_bot_at_a_time_and_for_this_user_alone(tmp_path: Path) -> None:
    directory = tmp_path / "a" / "b"
    with held(directory):
        assert directory.stat().st_mode & 0o077 == 0
        refusal = _refusal(directory)
        assert refusal.startswith(f"Another bot is running with the state in {directory}")
        assert "LECTERN_STATE" in refusal
    with held(directory):
        pass


def test_a_place_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert _refusal(tmp_path / "file").endswith("Name another place with LECTERN_STATE.")


@pytest.mark.parametrize(
    ("host", "warned"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("::", True), ("192.0.2.1", True)],  # noqa: S104 - not bound
)
def test_an_open_address_is_warned_of(host: str, warned: bool, capsys: pytest.CaptureFixture[str]) -> None:
    warn_if_open(host)
    assert (f"Warning: {host} is reached from other machines too" in capsys.readouterr().out) == warned


def _refusal(directory: Path) -> str:
    with pytest.raises(CannotStartError) as caught, held(directory):
        pass
    return str(caught.value)
