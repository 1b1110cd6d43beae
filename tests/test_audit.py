import pytest

from tests.audit import report

FINE = {"name": "flask", "version": "1", "vulns": []}
SKIPPED = {"name": "wrapt", "skip_reason": "not found"}
VULNERABLE = {"name": "jinja2", "version": "2", "vulns": [{"id": "CVE-1"}]}


@pytest.mark.parametrize(
    ("dependencies", "status", "words"),
    [
        ([], 0, "Not audited"),
        ([SKIPPED], 0, "Not audited"),
        ([FINE, SKIPPED], 0, "1 packages audited, 1 unknown to the database, 0 vulnerable."),
        ([FINE, VULNERABLE], 1, "CVE-1"),
    ],
)
def test_report(
    dependencies: list[dict[str, object]], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(dependencies) == status
    assert words in capsys.readouterr().out
