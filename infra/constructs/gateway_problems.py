"""What API Gateway itself refuses, in the same shape as the functions behind it."""

import json
from collections.abc import Mapping

from aws_cdk import aws_apigateway as apigateway
from constructs import Construct

from nyqst.http.problem_names import MEDIA_TYPE, PROBLEM_TYPE

_KINDS: Mapping[str, tuple[apigateway.ResponseType, int, str, str]] = {
    "TooLarge": (
        apigateway.ResponseType.REQUEST_TOO_LARGE,
        413,
        "request_too_large",
        "The request is larger than 10 MB",
    ),
    "Throttled": (
        apigateway.ResponseType.THROTTLED,
        429,
        "rate_limited",
        "Too many requests at once",
    ),
    "Timeout": (
        apigateway.ResponseType.INTEGRATION_TIMEOUT,
        504,
        "timeout",
        "No answer within 29 seconds",
    ),
    "Failure": (
        apigateway.ResponseType.INTEGRATION_FAILURE,
        502,
        "internal_error",
        "Something went wrong here",
    ),
}


class GatewayProblems(Construct):
    def __init__(self, scope: Construct, id_: str, *, rest_api: apigateway.RestApi) -> None:
        super().__init__(scope, id_)
        for name, (kind, status, code, detail) in _KINDS.items():
            problem = {
                "type": PROBLEM_TYPE + code,
                "title": code.replace("_", " ").capitalize(),
                "status": status,
                "detail": detail,
                "code": code,
                "debug_id": "$context.requestId",
                "correlation_id": "$context.requestId",
            }
            rest_api.add_gateway_response(
                name,
                type=kind,
                status_code=str(status),
                templates={MEDIA_TYPE: json.dumps(problem)},
            )
