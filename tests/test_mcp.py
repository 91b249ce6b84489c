"""The tools for assistants, called by the client of the official SDK, over both transports."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager

import pytest

pytest.importorskip("mcp", reason="tools need the extra [web]")

from jsonschema import Draft202012Validator
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

from yellowplate import open_desk
from yellowplate.facts import Period, Segment
from yellowplate.mcp import TOOLS, server
from yellowplate.questions import QUESTIONS
from yellowplate.service import Desks, Jobs, Service

EXAMPLES = {tool: dict(QUESTIONS[asks].example) for tool, asks in TOOLS.items()}


@asynccontextmanager
async def assistant():
    desks = Desks()
    service = Service(desks, Jobs(desks, 1))
    async with Client(server(service)) as client:
        yield client
    await service.jobs.close()


def told(result):
    """The structured answer, which the text says too."""
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def test_every_tool_is_listed_and_answers_by_its_schema():
    async def run():
        async with assistant() as client:
            listed = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert set(listed) == set(TOOLS)
            for name, tool in listed.items():
                assert "Units:" in tool.description
                Draft202012Validator(tool.input_schema).validate(EXAMPLES[name])
                for _ in range(40):
                    answer = told(await client.call_tool(name, EXAMPLES[name]))
                    if "pending" not in answer:
                        break
                Draft202012Validator(tool.output_schema).validate(answer)
                assert answer["answered"] is True, (name, answer)
                assert answer["command"].startswith("yellowplate ")
                assert answer["units"] and (answer["evidence"] or name == "doubts"), name

    asyncio.run(run())


def _known(many):
    """Months of cars with the value that the desk holds."""
    rows = open_desk().tables.rows(
        "SELECT subject, start, lo FROM standing WHERE kind = 'nameplate' AND ranking = 'kei-passenger' AND lo = hi "
        "AND status IN ('printed', 'derived') ORDER BY hash(subject || start) LIMIT ?",
        [many],
    )
    return [(subject, str(Period(start, 1)), lo) for subject, start, lo in rows]


def _unknown(many):
    """Months of which no figure can be had: before anything at hand, after it, or below the end of the lists."""
    desk = open_desk()
    cars = [car.id for car in desk.catalog.nameplates.values() if Segment.KEI_PASSENGER in car.segments]
    months = [str(Period.month(year, month)) for year in (1991, 1996, 2029, 2033) for month in (2, 7, 11)]
    return [(cars[at % len(cars)], months[at % len(months)]) for at in range(many)]


INVENTED = [f"{maker} {name}" for maker in ("Honda", "Suzuki", "Daihatsu", "Nissan", "Mazda") for name in (
    "Zorblax", "Quandoro", "Vextrill", "Mibblet", "Taroxi", "Wugglo", "Plimsar", "Drovane", "Kelzunta", "Yabbermo",
    "Fizzoro", "Grindlet", "Huxavia", "Jorvath", "Lumpkito", "Nerquist", "Opplano", "Rasmuto", "Sibbolex", "Uxmodan",
)]  # fmt: skip


def test_300_questions_are_answered_exactly_or_refused_with_the_right_reason():
    async def run():
        async with assistant() as client:

            async def ask(subject, period):
                return told(await client.call_tool("figure", {"subject": subject, "period": period}))

            right = 0
            for subject, period, units in _known(100):
                answer = await ask(subject, period)
                right += answer["answered"] and answer["answer"]["value"] == units and bool(answer["evidence"])
            for subject, period in _unknown(100):
                answer = await ask(subject, period)
                missing = {"not published", "not in the ledger", "not yet", "no such nameplate"}
                right += not answer["answered"] and answer["refusal"]["why"] in missing and "answer" not in answer
            for name in INVENTED:
                answer = await ask(name, "2025-11")
                right += not answer["answered"] and answer["refusal"]["why"] == "no such nameplate"
            return right

    assert asyncio.run(run()) == 300


def test_a_month_below_the_end_of_a_public_list_is_not_published():
    desk = open_desk()
    for car in desk.catalog.nameplates.values():
        gap = desk.figure(car.id, "2025-11").data() if Segment.KEI_PASSENGER in car.segments else {}
        if gap.get("missing") == "not published":
            break
    else:
        pytest.fail("every car of that month has a figure")

    async def run():
        async with assistant() as client:
            return told(await client.call_tool("figure", {"subject": car.id, "period": "2025-11"}))

    assert asyncio.run(run())["refusal"]["why"] == "not published"


def test_what_is_asked_wrongly_is_an_error_with_a_sentence():
    async def run():
        async with assistant() as client:
            for arguments in ({"subject": "N-BOX"}, {"subject": "N-BOX", "period": "2025-13"}, {"subject": "x" * 200}):
                answer = await client.call_tool("figure", arguments)
                assert answer.is_error and answer.structured_content["refusal"]["reason"].endswith(".")
            with pytest.raises(MCPError):
                await client.call_tool("nothing", {})

    asyncio.run(run())


def test_months_and_cars_are_resources():
    async def run():
        async with assistant() as client:
            resources = {resource.uri for resource in (await client.list_resources()).resources}
            assert {"yellowplate://month/2025-11", "yellowplate://nameplate/honda/n-box"} <= resources
            assert len((await client.list_resource_templates()).resource_templates) == 2
            month = json.loads((await client.read_resource("yellowplate://month/2025-11")).contents[0].text)
            assert month["answer"]["lines"][0]["units"] == 16198
            gone = json.loads((await client.read_resource("yellowplate://month/1985-01")).contents[0].text)
            assert gone["answered"] is False and gone["refusal"]["why"] == "not in the ledger"
            car = json.loads((await client.read_resource("yellowplate://nameplate/nissan/roox")).contents[0].text)
            assert car["answered"]
            with pytest.raises(MCPError):
                await client.read_resource("yellowplate://nothing/here")

    asyncio.run(run())


def test_the_command_speaks_over_standard_input_and_output():
    async def run():
        command = StdioServerParameters(command=sys.executable, args=["-m", "yellowplate", "mcp"], env=_environment())
        async with Client(stdio_client(command)) as client:
            answer = told(await client.call_tool("figure", {"subject": "ルークス", "period": "2025-11"}))
            return answer["answer"]["subject"]

    assert asyncio.run(run()) == "nissan/roox"


def test_the_running_desk_speaks_over_http(address):
    async def run():
        async with Client(f"{address}/mcp/") as client:
            assert {tool.name for tool in (await client.list_tools()).tools} == set(TOOLS)
            answer = told(await client.call_tool("check_text", EXAMPLES["check_text"]))
            return answer["answer"]["claims"][0]["verdict"]

    assert asyncio.run(run()) == "confirmed"


def _environment():
    import os

    return {name: os.environ[name] for name in ("YELLOWPLATE_CACHE", "PATH", "PYTHONPATH") if name in os.environ}
