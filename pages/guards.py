"""What keeps other websites in the same browser away from a page, and what both pages serve alike."""

from collections.abc import Collection
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Request, Response, abort, request

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_OWN_SITES = {None, "same-origin", "none"}


def serve_shared(app: Flask) -> None:
    """Serve base styles, the icon and the one way to build elements at `/shared`, and answer with strict headers."""
    app.register_blueprint(Blueprint("shared", __name__, static_folder="static", static_url_path="/shared"))

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.extend(_HEADERS)
        return response


def check_host(app: Flask, names: Collection[str]) -> None:
    """Refuse requests by any name but these, localhost or an address."""

    @app.before_request
    def refuse_unknown_hosts() -> None:
        if not _is_known(request.host, names):
            abort(HTTPStatus.MISDIRECTED_REQUEST)


def is_own_page(incoming: Request) -> bool:
    """Whether a request to the page's own API comes from the page, as far as a browser tells.

    A browser names the origin of every request that changes something, so there one is demanded.
    """
    if incoming.headers.get("Sec-Fetch-Site") not in _OWN_SITES:
        return False
    origin = incoming.headers.get("Origin")
    if origin is None:
        return incoming.method in {"GET", "HEAD"}
    return urlsplit(origin).netloc == incoming.host


def _is_known(requested: str, names: Collection[str]) -> bool:
    """An attacker's name may resolve to this machine, an address cannot be such a name."""
    try:
        name = urlsplit(f"//{requested}").hostname or ""
        if name == "localhost" or name in names:
            return True
        ip_address(name)
    except ValueError:
        return False
    return True
