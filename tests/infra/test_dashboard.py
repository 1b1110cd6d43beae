import json

import pytest

from tests.infra.templates import Templates

pytestmark = pytest.mark.stack


def test_the_dashboard_is_whole(templates: Templates) -> None:
    """JSON, widgets that neither overlap nor leave the page, and every function and queue that it was given."""
    body = templates["dashboard"]["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    widgets = json.loads(body)["widgets"]
    cells = [
        (x, y)
        for each in widgets
        for x in range(each["x"], each["x"] + each["width"])
        for y in range(each["y"], each["y"] + each["height"])
    ]

    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24
    assert all(f"${{{name}}}" in body for name in templates["dashboard"]["Parameters"])
