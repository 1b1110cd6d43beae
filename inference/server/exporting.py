"""`/v1/nouns/csv` and `/v1/nouns/apkg`: the names of a text as a file."""

from typing import Any

from flask import Blueprint, Response, request

from inference.contract import NounsRequest, parse_request, reply_in
from inference.exports.formats import MEDIA_TYPES, Format, export
from inference.server.bodies import MAX_BODY, client_is_there, read_json
from inference.server.desk import Desk


def export_routes(desk: Desk) -> Blueprint:
    """A route for each format; they take what `/v1/nouns` takes, and answer errors likewise."""
    routes = Blueprint("exports", __name__, url_prefix=f"/v1/{desk.task}")
    for chosen in Format:
        _add(routes, desk, chosen)
    return routes


def _add(routes: Blueprint, desk: Desk, chosen: Format) -> None:
    @routes.post(f"/{chosen}", endpoint=chosen)
    def export_names() -> Response:
        payload: Any = read_json(MAX_BODY)
        wanted = parse_request(NounsRequest, payload)
        (found,) = desk.respond([payload], client_is_there)
        content = export(wanted.text, reply_in(wanted, found).names, chosen, _language())
        headers = {"Content-Disposition": f'attachment; filename="names.{chosen}"'}
        return Response(content, headers=headers, content_type=MEDIA_TYPES[chosen])


def _language() -> str:
    """The first that whoever asks accepts, without its region: places are named in it."""
    return str(request.accept_languages.best or "").partition("-")[0].lower()
