import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.modes.inbox import Inbox
from bot.modes.sqlite_preferences import SqlitePreferences
from bot.preferences import DEFAULTS, Choice, Person, Setting
from tests.bot.preferences_promises import ADA, Promises, choice
from tests.bot.stage import open_stage
from workspace.pressing import Pressed


class TestSqlite(Promises):
    @pytest.fixture
    def store(self, tmp_path: Path) -> SqlitePreferences:
        return SqlitePreferences(tmp_path / "preferences.db")


def test_choices_outlive_the_process(tmp_path: Path) -> None:
    SqlitePreferences(tmp_path / "preferences.db").put(ADA, choice(Setting.WIKIPEDIA, "fr"))
    assert SqlitePreferences(tmp_path / "preferences.db").get(ADA).wikipedia == "fr"


def test_what_is_forgotten_leaves_the_disk(tmp_path: Path) -> None:
    store = SqlitePreferences(tmp_path / "preferences.db")
    store.put(Person("T0FORGETME", "U1"), choice(Setting.WIKIPEDIA, "fr"))
    assert b"T0FORGETME" in (tmp_path / "preferences.db").read_bytes()
    store.forget_team("T0FORGETME")
    assert all(b"T0FORGETME" not in each.read_bytes() for each in tmp_path.iterdir())


def test_many_threads(tmp_path: Path) -> None:
    store = SqlitePreferences(tmp_path / "preferences.db")
    with ThreadPoolExecutor(8) as pool:
        moments = [*range(1, 51)]
        list(pool.map(lambda moment: store.put(ADA, Choice(Setting.HIDDEN_KINDS, "people", moment)), moments))
        list(pool.map(lambda _: store.get(ADA), moments))
    assert [*store.get(ADA).hidden_kinds] == ["people"]


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "preferences.db").write_text("something else, of some length, that no database begins with")
    with pytest.raises(sqlite3.DatabaseError):
        SqlitePreferences(tmp_path / "preferences.db")


def test_what_is_done_in_the_home_tab_comes_through_the_inbox(tmp_path: Path) -> None:
    store = SqlitePreferences(tmp_path / "preferences.db")
    with open_stage(Inbox(tmp_path / "inbox.db"), store) as stage:
        workspace = stage.workspace
        you = Person(workspace.team_id, workspace.you.id)
        workspace.open_home()
        view = workspace.wait_until(lambda: workspace.views.home(you.user))
        assert view is not None
        (block_id,) = [each["block_id"] for each in view["blocks"] if "Wikipedia*" in str(each.get("text"))]
        workspace.press_in_view(view["id"], Pressed(block_id, "setting_wikipedia", chosen=("fr",)), {})
        workspace.wait_until(lambda: store.get(you).wikipedia == "fr")
        workspace.remove_app()
        workspace.wait_until(lambda: store.get(you) == DEFAULTS)
        stage.finish()
        assert stage.failures == []
