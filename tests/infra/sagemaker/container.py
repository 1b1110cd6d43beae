"""SageMaker's Hugging Face container without Docker: its toolkit, its server in Java and its workers, in a folder."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import tarfile
import time
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[3]
TOOLKIT = ROOT / ".venv-sagemaker"
ENTRY_POINT = Path(__file__).parent / "entrypoint.py"

MISSING = "Java or SageMaker's toolkit is missing: `apt-get install default-jre-headless && make test-sagemaker`"

_START_SECONDS = 120
_REPLY_SECONDS = 60
"""As long as SageMaker waits for a reply."""


def installed() -> bool:
    return (TOOLKIT / ".ready").is_file() and shutil.which("java") is not None


class Container:
    """Serves `model.tar.gz` while the context lasts; `folder` has a short path, for it holds Unix sockets."""

    def __init__(self, archive: Path, folder: Path) -> None:
        self._folder = folder
        self._port = _free_port()
        with tarfile.open(archive) as tar:
            tar.extractall(folder / "model", filter="data")

    def __enter__(self) -> Self:
        with (self._folder / "out.log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - ours
                [TOOLKIT / "bin" / "python", ENTRY_POINT],
                cwd=self._folder,
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._wait_until_healthy()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def ping(self) -> int:
        """The status."""
        return self._ask("GET", "/ping")[0]

    def invoke(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Status and body; raises TimeoutError when SageMaker would have given up."""
        return self._ask("POST", "/invocations", body, headers)

    def logged(self) -> str:
        """Everything that the server and its workers have written so far."""
        return "".join(path.read_text(encoding="utf-8", errors="replace") for path in self._folder.rglob("*.log"))

    def _environment(self) -> dict[str, str]:
        """What SageMaker sets, and what keeps the container within its folder and on loopback."""
        here, address = str(self._folder), f"http://127.0.0.1:{self._port}"
        return {
            "PATH": f"{TOOLKIT}/bin:{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "SAGEMAKER_BASE_DIR": here,
            "SAGEMAKER_BIND_TO_PORT": str(self._port),
            "SAGEMAKER_MODEL_SERVER_WORKERS": "1",
            "HF_HUB_OFFLINE": "1",
            "MMS_CONFIG": f"{here}/mms.properties",
            "MMS_INFERENCE_ADDRESS": address,
            "MMS_MANAGEMENT_ADDRESS": address,
            **dict.fromkeys(("HOME", "TEMP", "TMPDIR", "LOG_LOCATION", "METRICS_LOCATION"), here),
        }

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with suppress(OSError):
                if self.ping() == HTTPStatus.OK:
                    return
            time.sleep(0.2)
        raise AssertionError(f"The container did not start:\n{self.logged()[-4000:]}")

    def _ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_REPLY_SECONDS)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def _stop(self) -> None:
        """The server and its workers are children and grandchildren of the entry point, in its process group."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _free_port() -> int:
    """The server takes none above 32767, where those lie that the kernel would choose."""
    for port in range(18080, 32768):
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port
    raise OSError("No port is free.")
