"""HTTP as Slack serves it to the app: the Web API, response URLs, files."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Response, request

from workspace import web_api
from workspace.errors import SlackError
from workspace.faults import FILE_DOWNLOAD, FILE_UPLOAD, RESPONSE_URL, Call
from workspace.feed import Json
from workspace.state import Workspace

_SIGN_IN_PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to see this file.</body></html>"


def slack_routes(workspace: Workspace) -> Blueprint:
    """What the app finds at Slack's addresses."""
    routes = Blueprint("slack", __name__)

    @routes.route("/api/<method>", methods=["GET", "POST"])
    def api(method: str) -> Response:
        try:
            arguments = _arguments()
        except ValueError:
            return _json({"ok": False, "error": "invalid_json"})
        token = _bearer() or arguments.pop("token", None)
        answer = web_api.call(workspace, method, arguments, token)
        return _json(answer.body, answer.status, answer.headers)

    @routes.post("/response/<secret>")
    def respond(secret: str) -> Response:
        return _respond(workspace, secret)

    @routes.post("/upload/v1/<secret>")
    def upload(secret: str) -> Response:
        return _upload(workspace, secret)

    @routes.get("/files-pri/<team_and_file>/<name>")
    def download(team_and_file: str, name: str) -> Response:  # noqa: ARG001 - the name is for people
        return _download(workspace, team_and_file.removeprefix(f"{workspace.team_id}-"))

    return routes


def _arguments() -> Json:
    if not request.is_json:
        return {**request.args.to_dict(), **request.form.to_dict()}
    try:
        arguments = json.loads(request.get_data() or b"{}")  # slack_sdk sends no body where it has no arguments
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(arguments, dict):
        raise ValueError("not an object")  # noqa: TRY004 - as for any other text that is no arguments
    return arguments


def _bearer() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _respond(workspace: Workspace, secret: str) -> Response:
    try:
        payload = _arguments()
    except ValueError:
        return _json({"ok": False, "error": "invalid_payload"}, HTTPStatus.BAD_REQUEST)
    workspace.calls.append(Call(RESPONSE_URL, payload))
    if fault := workspace.faults.take(RESPONSE_URL):
        return _json({"ok": False, "error": fault.error}, fault.status, fault.headers)
    try:
        workspace.response_urls.use(secret, payload)
    except SlackError as error:
        gone = error.code in {"used_url", "expired_url"}
        return _json(error.to_slack(), HTTPStatus.NOT_FOUND if gone else HTTPStatus.BAD_REQUEST)
    return Response("ok", mimetype="text/plain")


def _upload(workspace: Workspace, secret: str) -> Response:
    """The address alone lets the app in: no token goes there."""
    content = request.get_data()
    workspace.calls.append(Call(FILE_UPLOAD, {"length": len(content)}))
    if fault := workspace.faults.take(FILE_UPLOAD):
        return _json({"ok": False, "error": fault.error}, fault.status, fault.headers)
    try:
        workspace.uploads.receive(secret, content)
    except SlackError as error:
        return _json(error.to_slack(), HTTPStatus.BAD_REQUEST)
    return Response(f"OK - {len(content)}", mimetype="text/plain")


def _download(workspace: Workspace, file_id: str) -> Response:
    """Without a token or the scope Slack answers with its sign-in page, and with status 200."""
    if fault := workspace.faults.take(FILE_DOWNLOAD):
        return _json({"ok": False, "error": fault.error}, fault.status, fault.headers)
    if _bearer() != workspace.bot_token or "files:read" not in workspace.manifest.scopes:
        return Response(_SIGN_IN_PAGE, mimetype="text/html")
    file = workspace.files.get(file_id)
    if file is None:
        return Response("File not found", HTTPStatus.NOT_FOUND, mimetype="text/plain")
    return Response(file.content, content_type=file.metadata["mimetype"])


def _json(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(json.dumps(body), status, headers, mimetype="application/json")
