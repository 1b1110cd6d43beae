"""The HTTP status that says what an error of the contract says."""

from collections.abc import Mapping
from http import HTTPStatus

from inference.contract import ErrorCode

STATUS: Mapping[str, HTTPStatus] = {
    ErrorCode.INVALID_REQUEST: HTTPStatus.BAD_REQUEST,
    ErrorCode.MODEL_UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    ErrorCode.TIMEOUT: HTTPStatus.GATEWAY_TIMEOUT,
    ErrorCode.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
}

NOT_JSON_TYPE = "Send JSON, with the header Content-Type: application/json."
NOT_JSON = "The body is not valid JSON in UTF-8."
