"""One execution environment of a Lambda function: AWS's runtime client in a process, fed through a Runtime API."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

INIT_SECONDS = 60.0
"""Longer than Lambda's 10: this machine may be busy with other things."""


@dataclass(frozen=True)
class Function:
    """A function as it is deployed; `timeout` in seconds, `concurrency` None for no limit."""

    name: str
    directory: Path
    handler: str
    timeout: float
    variables: Mapping[str, str]
    concurrency: int | None = None


@dataclass(frozen=True)
class Runtime:
    """A Python of the runtime's version, and what Lambda's own has installed."""

    python: Path
    packages: Path


@dataclass(frozen=True)
class Result:
    payload: bytes
    is_error: bool = False


@dataclass(frozen=True)
class _Invocation:
    payload: bytes
    arn: str
    deadline: float
    id: str


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing where a process was killed while it waited for an invocation."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Environment:
    """Starts at once; `invoke` waits for it. After an error that ends the process, `alive` is False."""

    def __init__(self, function: Function, runtime: Runtime, log: Path) -> None:
        self._function = function
        self._invocations: SimpleQueue[_Invocation] = SimpleQueue()
        self._results: SimpleQueue[Result] = SimpleQueue()
        self._api = _Server(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._api.serve_forever, daemon=True).start()
        self._ready = threading.Event()
        with log.open("ab") as stream:
            self._process = subprocess.Popen(  # noqa: S603 - the package under test
                [runtime.python, "-m", "awslambdaric", function.handler],
                cwd=function.directory,
                env=self._variables(runtime),
                stdout=stream,
                stderr=stream,
            )
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def invoke(self, payload: bytes, arn: str, request_id: str) -> Result:
        """One invocation; what is still running when its time is up is killed, as Lambda does."""
        if not self._ready.wait(INIT_SECONDS) or not self.alive:
            return self._died("Runtime exited during init")
        timeout = self._function.timeout
        self._invocations.put(_Invocation(payload, arn, time.time() + timeout, request_id))
        try:
            return self._results.get(timeout=timeout)
        except Empty:
            self.kill()
            return self._died(f"Task timed out after {timeout:.2f} seconds")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._api.shutdown()
        self._api.server_close()

    def _watch(self) -> None:
        self._process.wait()
        self._results.put(self._died("Runtime exited with error"))
        self._ready.set()

    def _died(self, message: str) -> Result:
        return Result(f'{{"errorType": "Sandbox", "errorMessage": "{message}"}}'.encode(), is_error=True)

    def _variables(self, runtime: Runtime) -> dict[str, str]:
        directory = str(self._function.directory)
        return {
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self._api.server_port}",
            "AWS_LAMBDA_FUNCTION_NAME": self._function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769",
            "AWS_LAMBDA_LOG_FORMAT": "JSON",
            "AWS_LAMBDA_LOG_LEVEL": "INFO",
            "LAMBDA_TASK_ROOT": directory,
            "HOME": tempfile.gettempdir(),
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": f"{directory}:{runtime.packages}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "_HANDLER": self._function.handler,
            **self._function.variables,
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        environment = self

        class RuntimeApi(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                environment._ready.set()
                invocation = environment._invocations.get()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")  # The runtime client crashes without it.
                self.send_header("Lambda-Runtime-Aws-Request-Id", invocation.id)
                self.send_header("Lambda-Runtime-Deadline-Ms", str(int(invocation.deadline * 1000)))
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", invocation.arn)
                self._send(invocation.payload)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if "/invocation/" in self.path:  # An error during init ends the process, which is noticed anyway.
                    environment._results.put(Result(body, is_error=self.path.endswith("/error")))
                self.send_response(202)
                self._send(b"")

            def _send(self, body: bytes) -> None:
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Nothing: the function's own log matters."""

        return RuntimeApi
