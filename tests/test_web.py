"""The pages, the API and what stands before them, by requests as browsers and programs send them."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import zlib
from base64 import urlsafe_b64encode
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytest.importorskip("fastapi", reason="pages need the extra [web]")

from tools.messages import PAGES as OF_PAGES
from tools.messages import catalogs, missing, read, said

from running import writing
from yellowplate import open_desk
from yellowplate.publish.text.messages import languages
from yellowplate.questions import QUESTIONS, Pace

SAID = "In November 2025 the Honda Roox sold 16,299 units, and the Suzuki Spacia sold 12,904."
PAGES = (
    "month/2025-11",
    "month/2025-11?by=maker&segment=kei",
    "month/FY2019",
    "month/2025-11?maker=suzuki",
    "nameplate/nissan/roox",
    "maker/suzuki",
    "figure",
    "figure?subject=N-BOX&period=2025-11",
    "doubts",
    "doubts?sort=page&page=2&cause=one+digit",
    "sources",
    "sources?by=publisher",
    "about",
    "check",
    "check?" + urlencode({"text": SAID, "published": "2025-12-05"}),
    "effects",
    "effects?subject=daihatsu/tanto&event=2023-12-20-daihatsu-scandal",
    "access",
    "access?car=kei-truck&market=us&on=2026-03-01&built=2000-05&days=2024-01-01..2026-12-31",
    "own",
    "own?car=nissan/roox&against=toyota/yaris&on=2025-11&city=tokyo-23",
    "entry",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_in_every_language_without_anything_from_elsewhere(client, page):
    for language in languages():
        answer = client.get(f"/{language}/{page}")
        assert answer.status_code == 200, answer.text
        assert f'<html lang="{language}">' in answer.text
        loaded = [
            part.split('"')[0] for part in answer.text.replace('href="/static', 'src="/static').split('src="')[1:]
        ]
        assert loaded and all(address.startswith("/static/") for address in loaded)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        for word in (" style=", "javascript:", " onclick=", "<script>"):
            assert word not in answer.text


def test_the_first_page_speaks_the_readers_language(client):
    for accepted, path in (("uk-UA,uk;q=0.9,en;q=0.5", "/uk/"), ("fr, ja;q=0.2", "/ja/"), ("fr;q=x", "/en/")):
        answer = client.get("/", headers={"accept-language": accepted}, follow_redirects=False)
        assert answer.headers["location"] == path
    last = client.get("/en/")
    assert last.url.path.startswith("/en/month/20")


@pytest.mark.parametrize("question", [q for q in QUESTIONS.values() if q.pace is not Pace.LONG], ids=lambda q: q.name)
def test_the_api_answers_what_the_desk_answers(client, question):
    example = dict(question.example)
    if question.name == "check":
        answer = client.post("/api/v1/check", json=example)
    else:
        answer = client.get(f"/api/v1/{question.name}", params=example)
    assert answer.status_code == 200, answer.text
    desk = open_desk()
    asked = question.asks(**example)
    assert answer.json()["answer"] == json.loads(json.dumps(question.ask(desk, asked).data()))


@pytest.mark.parametrize("name", ["ranking", "figure", "doubts", "access", "own", "events", "known"])
def test_the_command_of_an_answer_gives_the_same(client, name):
    question = QUESTIONS[name]
    answer = client.get(f"/api/v1/{name}", params=dict(question.example)).json()
    command = shlex.split(answer["command"])
    assert command[0] == "yellowplate"
    run = subprocess.run(
        [sys.executable, "-m", "yellowplate", *command[1:], "--json"], capture_output=True, text=True, check=False
    )
    assert json.loads(run.stdout) == answer["answer"], run.stderr


def test_csv_is_the_tabular_form(client):
    answer = client.get("/api/v1/ranking", params={"period": "2025-11", "limit": 1, "format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    head, line = answer.text.splitlines()
    assert head.startswith("rank,nameplate,subject,maker,units")
    assert line.startswith("1,N-BOX,honda/n-box,") and ",16198," in line


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("ranking?period=1990-11", 404, "/problems/not-in-the-ledger"),
        ("figure?subject=zork&period=2025-11", 404, "/problems/no-such-nameplate"),
        ("ranking?period=2025-13", 400, "/problems/bad-question"),
        ("ranking", 422, "about:blank"),
        ("ranking?period=2025-11&limit=0", 422, "about:blank"),
        ("ranking?period=2025-11&nonsense=1", 422, "about:blank"),
        ("jobs/none", 404, "/problems/not-in-the-ledger"),
        ("nothing", 404, "about:blank"),
    ],
)
def test_what_is_wrong_is_a_typed_problem(client, address, status, kind):
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.json()["type"]) == (status, kind)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].endswith(".")


def test_a_page_without_an_answer_says_why_and_what_is_near(client):
    answer = client.get("/ja/month/1990-11")
    assert answer.status_code == 404 and "2011-04" in answer.text
    assert client.get("/ja/figure?subject=N-BOKS&period=2025-11").status_code == 404
    assert client.get("/xx/month/2025-11").status_code == 404


def test_an_unchanged_answer_is_not_sent_twice(client):
    first = client.get("/en/month/2025-11")
    etag = first.headers["etag"]
    again = client.get("/en/month/2025-11", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/uk/month/2025-11", headers={"if-none-match": etag}).status_code == 200
    head = client.head("/en/month/2025-11")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", etag)


def test_nothing_is_stale_after_adding(tmp_path):
    with writing(tmp_path / "mine.duckdb") as mine:
        before = mine.get("/en/month/2031-07")
        assert before.status_code == 404
        table = "月,車名,台数\n2031年7月,N-BOX,12345\n"
        page = mine.post("/uk/sources", files={"file": ("mine.csv", table)})
        assert page.status_code == 200, page.text
        after = mine.get("/en/month/2031-07")
        assert after.status_code == 200 and "12,345" in after.text
        more = "月,車名,台数\n2031年8月,N-BOX,54321\n"
        found = mine.post("/api/v1/add", files={"file": ("more.csv", more)}).json()
        assert (found["new"], found["unread"]) == (1, [])
        answer = mine.get("/api/v1/figure", params={"subject": "honda/n-box", "period": "2031-08"})
        assert answer.json()["answer"]["value"] == 54321
        assert mine.post("/uk/sources", files={"file": ("bad.csv", "x,y\n1,2\n")}).status_code == 400
        assert mine.post("/uk/sources", data={"url": ""}).status_code == 400


def test_a_desk_for_reading_takes_nothing(client):
    assert client.post("/api/v1/add", files={"file": ("a.csv", "x")}).status_code == 404
    assert client.post("/en/sources", files={"file": ("a.csv", "x")}).status_code == 405


def test_a_checked_text_has_an_address_of_its_own(client):
    sent = client.post("/uk/check", data={"text": SAID, "published": "2025-12-05"}, follow_redirects=False)
    assert sent.status_code == 303
    page = client.get(sent.headers["location"])
    assert page.text.count("<mark") == page.text.count("</mark>") > 2
    assert '<mark class="contradicted">Honda' in page.text
    assert "16,299" in page.text and "nissan" in page.text.lower()
    dropped = client.post("/en/check", files={"file": ("a.html", f"<html><body><p>{SAID}</p></body></html>")})
    assert dropped.status_code == 200 and '<mark class="contradicted">' in dropped.text


def test_no_script_of_an_article_survives(client):
    hostile = (
        "<html><head><title><script>alert(1)</script></title></head><body><article><p onclick='alert(2)'>"
        + SAID
        + "</p><script>alert(3)</script><img src=x onerror=alert(4)><svg onload=alert(5)></article></body></html>"
    )
    page = client.post("/en/check", data={"text": hostile, "title": "<script>alert(6)</script>"})
    assert page.status_code == 200
    shown = page.text.split("<main")[1].split('<form class="check"')[0]
    assert "<script" not in page.text.split("</head>")[1]
    for word in ("onclick", "onerror", "onload", "<img", "<svg"):
        assert word not in shown.replace("&lt;", "<") or f"<{word}" not in shown


def test_addresses_that_unpack_to_too_much_are_refused(client):
    bomb = urlsafe_b64encode(zlib.compress(b"a" * 30_000_000, 9)).decode()
    assert client.get(f"/en/check?z={bomb[:24000]}").status_code == 400
    assert client.get("/en/check?z=AAAA").status_code == 400
    assert client.get("/en/check?text=" + "a" * 60_000).status_code == 414


def test_what_no_page_of_ours_sends_is_refused(client):
    data = {"text": SAID}
    assert client.post("/en/check", data=data, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/en/check", data=data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/en/about", headers={"host": "evil.example"}).status_code == 421
    assert client.post("/api/v1/check", json={"text": "a" * 3_000_000}).status_code == 413
    assert client.post("/api/v1/check", json={"text": "a" * 300_000}).status_code == 400


def test_long_answers_are_polled_and_cancelled(client):
    asked = {"car": "nissan/roox", "draws": 20_000}
    begun = client.get("/api/v1/enter", params=asked)
    assert begun.status_code == 202
    poll = begun.headers["location"]
    assert client.get("/api/v1/enter", params=asked).json()["id"] == begun.json()["id"]
    page = client.get("/ja/entry", params=asked)
    assert "<progress" in page.text and page.headers["cache-control"] == "no-store"
    assert client.get(poll).json()["stage"] in ("waiting", "running")
    assert client.delete(poll).json()["stage"] == "cancelled"
    assert client.get(poll).json()["stage"] == "cancelled"
    assert client.get("/api/v1/figure", params={"subject": "N-BOX", "period": "2025-11"}).status_code == 200


@pytest.mark.parametrize("language", sorted(catalogs(OF_PAGES)))
def test_everything_that_pages_say_is_translated(language):
    """Run `python -m tools.messages`, then translate what `python -m tools.messages LANGUAGE` names."""
    keys = {(message.context, message.id) for message in said(OF_PAGES) if message.id}
    held = {(message.context, message.id) for message in read(language, OF_PAGES) if message.id}
    assert (keys - held, held - keys, missing(read(language, OF_PAGES))) == (set(), set(), [])


def test_every_page_question_and_tool_is_documented(client):
    from yellowplate.mcp import TOOLS
    from yellowplate.web.pages import READ

    text = (Path(__file__).parents[1] / "docs" / "web.md").read_text("utf-8")
    told = set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)))
    assert set(QUESTIONS) | set(TOOLS) <= told
    assert {path for path in READ if path != "/find"} <= told


def test_a_server_that_others_reach_is_asked_by_any_name_and_a_missing_desk_is_told(tmp_path):
    from yellowplate.web.guard import hosts_of

    assert hosts_of("0.0.0.0") is None
    assert "localhost" in hosts_of("127.0.0.1")
    run = [sys.executable, "-m", "yellowplate", "serve", "--port", "0", "--desk", str(tmp_path / "none.duckdb")]
    told = subprocess.run(run, capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 2 and "There is no desk at" in told.stderr
    told = subprocess.run([*run[:4], "--write"], capture_output=True, text=True, check=False, timeout=60)
    assert told.returncode == 2 and "--desk PATH" in told.stderr
