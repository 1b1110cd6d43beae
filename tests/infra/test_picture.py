import pytest

from infra import picture
from infra.packaging.packages import PACKAGES, ROOT
from infra.picture import BOXES, Box, draw, known_resources

pytestmark = pytest.mark.stack


def test_picture_in_the_documentation_is_the_templates() -> None:
    drawn = (ROOT / "docs" / "images" / "architecture.svg").read_text(encoding="utf-8")

    assert drawn == draw(), "run `python -m infra.picture > docs/images/architecture.svg`"


def test_every_function_of_a_stack_without_choices_is_in_it() -> None:
    assert set(PACKAGES) - {"EndpointFunction", "SlackSecretFunction"} <= {box.name for box in BOXES}
    assert set(PACKAGES) <= set(known_resources())


def test_name_that_the_templates_do_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "BOXES", (*BOXES, Box("Printer", 0, 0)))

    with pytest.raises(KeyError, match="Printer"):
        draw()
