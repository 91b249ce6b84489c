"""Requests made from the API's own description; `python -m bench.web_fuzz` makes thousands of them."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi", reason="pages need the extra [web]")
schemathesis = pytest.importorskip("schemathesis")

from hypothesis import HealthCheck, given, settings  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_every_answer_is_as_described(address):
    described = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    for found in described.exclude(operation_id=["sweep", "enter"]).get_all_operations():
        operation = found.ok()

        @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy())
        def answers(case):
            case.call_and_validate(checks=CHECKS)

        answers()


def test_the_description_says_what_each_parameter_looks_like(client):
    described = client.get("/api/v1/openapi.json").json()
    assert "HTTPValidationError" not in described["components"]["schemas"]
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], path
            problems = [code for code in operation["responses"] if code >= "400"]
            for code in problems:
                assert list(operation["responses"][code]["content"]) == ["application/problem+json"], (path, code)
            if method == "get" and "x-example" in operation:
                assert client.get(operation["x-example"]).status_code in (200, 202)
    period = next(p for p in described["paths"]["/api/v1/ranking"]["get"]["parameters"] if p["name"] == "period")
    assert period["example"] == "2025-11"
