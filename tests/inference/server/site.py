"""The one server as it is installed: started by the systemd unit's command, nginx by the site's configuration."""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
UNIT = ROOT / "infra" / "ec2" / "lectern.service"
SITE = ROOT / "infra" / "ec2" / "nginx.conf"
MODELS = os.environ.get("LECTERN_MODELS", str(ROOT / "models"))

_SOCKET = "/run/lectern/lectern.sock"
_MAIN = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Site:
    """`url` is nginx's; the processes live as long as the context."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.server: subprocess.Popen[bytes] | None = None

    def start_server(self) -> None:
        """By the unit's own command less the paths of an installation."""
        (command,) = [line for line in UNIT.read_text().splitlines() if line.startswith("ExecStart=")]
        _, *arguments = shlex.split(command.removeprefix("ExecStart=").replace(_SOCKET, str(self.folder / "socket")))
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, *arguments, "--models", MODELS], cwd=ROOT, stdout=log, stderr=log
            )

    def stop_server(self) -> None:
        if self.server:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(60)
            self.server = None

    @contextmanager
    def nginx(self) -> Iterator[None]:
        """nginx, by the site's configuration with a port and a socket that anybody may use."""
        program = _nginx()
        site = SITE.read_text()
        for installed, here in (
            (f"server unix:{_SOCKET};", f"server unix:{self.folder}/socket;"),
            ("listen 80 default_server;", f"listen 127.0.0.1:{self.port};"),
            ("    listen [::]:80 default_server;\n", ""),
        ):
            assert site.count(installed) == 1
            site = site.replace(installed, here)
        (self.folder / "site.conf").write_text(site)
        (self.folder / "nginx.conf").write_text(_MAIN.format(folder=self.folder))
        process = subprocess.Popen([program, "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)])  # noqa: S603
        try:
            yield
        finally:
            process.terminate()
            process.wait()

    def wait_until_ready(self, seconds: float = 120.0) -> None:
        """nginx is up and every model has loaded."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/ping", timeout=5).close()  # noqa: S310 - loopback
            except OSError:  # refused, not ready, or busy loading
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(self.log())

    def log(self) -> str:
        return (self.folder / "server.log").read_text()


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    site = Site(folder)
    with site.nginx():
        site.start_server()
        try:
            site.wait_until_ready()
            yield site
        finally:
            site.stop_server()


def _nginx() -> str:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("needs nginx: apt-get install nginx-light")
    return program


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
