"""Lambda's Invoke API on loopback: the functions' real packages under AWS's runtime client, without Docker.

Synchronous invocations, concurrency limits, time-outs, warm and cold environments behave like Lambda's. Memory limits,
networks and permissions do not exist here.
"""

import threading
import uuid
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.stack.environments import Environment, Function, Result, Runtime

REGION = "us-east-1"
ACCOUNT = "123456789012"

_PREFIX = "/2015-03-31/functions/"


class RefusedError(Exception):
    """Lambda does not invoke the function now; `code` and `status` as in its answer."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class LocalLambda:
    """
    Parameters
    ----------
    logs
        A folder for one log per function.
    """

    def __init__(self, runtime: Runtime, logs: Path) -> None:
        self._runtime = runtime
        self._logs = logs
        self._functions: dict[str, Function] = {}
        self._idle: defaultdict[str, list[Environment]] = defaultdict(list)
        self._busy: defaultdict[str, list[Environment]] = defaultdict(list)
        self._lock = threading.Lock()
        self._refusals: defaultdict[str, list[str]] = defaultdict(list)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def deploy(self, function: Function) -> None:
        """Add a function, or change it: its next invocation is in a new environment."""
        self.retire(function.name)
        self._functions[function.name] = function

    def retire(self, name: str) -> None:
        """End all idle environments of a function."""
        with self._lock:
            environments = self._idle.pop(name, [])
        for environment in environments:
            environment.kill()

    def close(self) -> None:
        for name in list(self._functions):
            self.retire(name)
        for environments in self._busy.values():
            for environment in list(environments):
                environment.kill()
        self._server.shutdown()
        self._server.server_close()

    def refuse(self, name: str, *codes: str) -> None:
        """Refuse the next invocations of a function, as Lambda does while its network or file system is not ready."""
        self._refusals[name] += codes

    def busy(self, name: str) -> int:
        """How many environments of a function are at work."""
        with self._lock:
            return len(self._busy[name])

    def log(self, name: str) -> str:
        path = self._log(name)
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def invoke(self, name: str, payload: bytes) -> Result:
        """Invoke a function by name or ARN, with or without alias; raises KeyError or RefusedError."""
        function = self._functions[_plain(name)]
        if self._refusals[function.name]:
            raise RefusedError(self._refusals[function.name].pop(0), 502)
        environment = self._take(function)
        try:
            return environment.invoke(payload, _arn(name), str(uuid.uuid4()))
        finally:
            with self._lock:
                self._busy[function.name].remove(environment)
                if environment.alive:
                    self._idle[function.name].append(environment)
                else:
                    environment.kill()

    def _take(self, function: Function) -> Environment:
        with self._lock:
            idle, busy = self._idle[function.name], self._busy[function.name]
            if function.concurrency is not None and len(busy) >= function.concurrency:
                raise RefusedError("TooManyRequestsException", 429)
            environment = idle.pop() if idle else Environment(function, self._runtime, self._log(function.name))
            busy.append(environment)
            return environment

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        lambda_ = self

        class InvokeApi(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                name = unquote(urlsplit(self.path).path).removeprefix(_PREFIX).removesuffix("/invocations")
                payload = self.rfile.read(int(self.headers["Content-Length"]))
                try:
                    result = lambda_.invoke(name, payload)
                    self._answer(200, result.payload, "Unhandled" if result.is_error else None)
                except KeyError:
                    self._refuse(404, "ResourceNotFoundException")
                except RefusedError as error:
                    self._refuse(error.status, error.code)

            def do_PUT(self) -> None:
                """Another configuration: environments that have the old one take no more invocations."""
                self.rfile.read(int(self.headers["Content-Length"]))
                lambda_.retire(unquote(urlsplit(self.path).path).removeprefix(_PREFIX).removesuffix("/configuration"))
                self._answer(200, b'{"SnapStart": {"ApplyOn": "None"}}')

            def _answer(self, status: int, body: bytes, function_error: str | None = None) -> None:
                self.send_response(status)
                if function_error:
                    self.send_header("X-Amz-Function-Error", function_error)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _refuse(self, status: int, code: str) -> None:
                self.send_response(status)
                self.send_header("X-Amzn-Errortype", code)
                body = b'{"Message": "refused"}'
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Nothing: the functions' own logs matter."""

        return InvokeApi


def _plain(name: str) -> str:
    """The function's name in a name or ARN, without the alias."""
    parts = name.split(":")
    return parts[6] if len(parts) > 6 else parts[0]


def _arn(name: str) -> str:
    return name if name.startswith("arn:") else f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
