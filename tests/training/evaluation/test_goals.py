from pathlib import Path

import msgspec

from inference.contract import Task
from inference.store.directory import find_model
from training.evaluation.goals import GOALS, goal_of, goals_table

ROOT = Path(__file__).parents[3]
MANIFESTS = [find_model(ROOT / "models", task).manifest for task in Task]


def test_the_embedded_models_reach_what_they_must() -> None:
    for manifest in MANIFESTS:
        too_low = [goal for goal in GOALS[manifest.task] if manifest.metrics[goal.figure] < goal.least]
        assert too_low == []


def test_the_table_in_the_docs_is_that_of_the_embedded_models() -> None:
    assert goals_table(MANIFESTS) in (ROOT / "docs/models.md").read_text(encoding="utf-8")


IN_THE_README = {
    Task.NOUNS: ("ewt-dev PROPN F1", "conll2003-eng typed F1"),
    Task.CATEGORY: ("bbc-val accuracy", "topics, mean F1, thresholds of the other half"),
    Task.ANSWERS: ("dev wiki f1", "dev unanswerable, null given", "short texts, near misses, null given"),
}


def test_the_readme_has_their_figures() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("## How good it is") : readme.index("## Limits")]
    for manifest in MANIFESTS:
        for figure in IN_THE_README[manifest.task]:
            assert f" {100 * manifest.metrics[figure]:.1f}" in table, figure


def test_a_figure_is_printed_with_where_it_stands() -> None:
    manifest = next(manifest for manifest in MANIFESTS if manifest.task is Task.ANSWERS)
    goal = goal_of(manifest, "dev wiki f1")
    assert goal is not None
    assert goal.verdict(0.78) == "too low: at least 0.79"
    assert goal.verdict(0.81) == "at least 0.79, aim 0.88"
    assert goal.verdict(0.88) == "at least 0.79, aim 0.88 reached"
    assert goal_of(manifest, "dev questions") is None


def test_models_of_other_people_have_no_goals() -> None:
    for manifest in MANIFESTS:
        mine = msgspec.structs.replace(manifest, name="mine")
        assert [goal_of(mine, goal.figure) for goal in GOALS[manifest.task]] == [None] * len(GOALS[manifest.task])


def test_what_was_not_measured_is_left_out_of_the_table() -> None:
    assert goals_table([msgspec.structs.replace(MANIFESTS[0], metrics={})]).count("\n") == 1
