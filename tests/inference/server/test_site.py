"""Through nginx and the server with their real configuration and the real models."""

import http.client
import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from inference.server.bodies import MAX_BATCH_BODY
from tests.inference.server.site import UNIT, Site, running_site

pytestmark = [pytest.mark.nginx, pytest.mark.timeout(300)]

TEXT = "Ada Lovelace met Charles Babbage in London."


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as running:
        yield running


def call(
    site: Site, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json", **headers})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def test_the_api_answers(site: Site) -> None:
    status, _, body = call(site, "POST", "/v1/nouns", json.dumps({"text": TEXT}))
    assert status == 200
    entities = json.loads(body)["entities"]
    assert entities
    assert all(TEXT[entity["start"] : entity["end"]] == entity["text"] for entity in entities)


def test_a_batch_and_a_question_are_answered(site: Site) -> None:
    pairs = [{"question": "Where did they meet?", "context": TEXT}, {"question": "", "context": TEXT}]
    status, _, body = call(site, "POST", "/v1/answers/batch", json.dumps(pairs))
    first, second = json.loads(body)
    assert (status, first["answer"], second["error"]["code"]) == (200, "London", "invalid_request")


def test_a_body_in_chunks_is_read(site: Site) -> None:
    parts = iter([b'{"text": ', json.dumps(TEXT).encode(), b"}"])
    status, _, _ = call(site, "POST", "/v1/nouns", parts)
    assert status == 200


def test_what_nginx_refuses_is_refused_in_the_contracts_words(site: Site) -> None:
    status, headers, body = call(site, "POST", "/v1/nouns", b"x" * (MAX_BATCH_BODY + 1))
    assert (status, headers.get_content_type()) == (413, "application/json")
    assert json.loads(body)["error"]["code"] == "invalid_request"


def test_the_page_comes_compressed_and_with_its_policy(site: Site) -> None:
    status, headers, body = call(site, "GET", "/")
    assert (status, b"<title>Lectern</title>" in body) == (200, True)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    _, headers, _ = call(site, "GET", "/static/js/main.js", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert "nginx/" not in headers["Server"]


def test_a_server_that_is_down_is_an_error_of_the_contract_until_it_is_back(site: Site) -> None:
    site.stop_server()
    status, headers, body = call(site, "POST", "/v1/nouns", json.dumps({"text": TEXT}))
    assert (status, headers["Retry-After"]) == (503, "5")
    assert json.loads(body)["error"]["code"] == "model_unavailable"
    site.start_server()
    site.wait_until_ready()
    assert call(site, "GET", "/healthz")[0] == 200


def test_no_text_is_in_any_log(site: Site) -> None:
    call(site, "POST", "/v1/nouns", json.dumps({"text": "Unmistakable Zanzibar"}))
    call(site, "POST", "/v1/nouns", '{"text": "Unmistakable')
    logs = [file.read_text() for file in site.folder.glob("*.log")]
    assert len(logs) == 3
    assert not any("Unmistakable" in log for log in logs)


def test_a_flood_is_throttled(site: Site) -> None:
    statuses = {call(site, "POST", "/v1/nouns", "{}")[0] for _ in range(60)}
    assert statuses == {400, 503}


def test_systemd_understands_the_unit() -> None:
    verify = which("systemd-analyze")
    if verify is None:
        pytest.skip("needs systemd-analyze")
    done = subprocess.run([verify, "verify", str(UNIT)], capture_output=True, text=True, check=False)  # noqa: S603
    complaints = [
        line for line in done.stderr.splitlines() if "lectern.service" in line and "is not executable" not in line
    ]
    assert complaints == []
