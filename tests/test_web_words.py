"""What pages say and in which language, as a reader of one language and one address meets it."""

from __future__ import annotations

import re
import time
from urllib.parse import urlencode

import pytest

pytest.importorskip("fastapi", reason="pages need the extra [web]")
lxml_html = pytest.importorskip("lxml.html", reason="pages are read with lxml")

from yellowplate import open_desk  # noqa: E402
from yellowplate.publish.text.messages import languages  # noqa: E402

SCANDAL = "2023-12-20-daihatsu-scandal"
TRUCK = "access?car=kei-truck&market=us&on=2026-03-01&built=2000-05"
ENTRY = "entry?car=nissan/roox&draws=100"
PAGES = (
    "month/2025-11",
    "nameplate/nissan/roox",
    "maker/suzuki",
    "figure?subject=suzuki/alto&period=2024-02",
    "doubts?period=2024",
    "sources?by=publisher",
    "about",
    f"effects?subject=daihatsu/tanto&event={SCANDAL}",
    "effects?subject=nissan/sakura",
    f"{TRUCK}&days=2024-01-01..2026-12-31",
    "access?car=nissan/roox&market=us&on=2026-03-01",
    "own?car=nissan/roox&against=toyota/yaris&on=2025-11&city=tokyo-23",
    ENTRY,
)
# Two English words in a row; what a page quotes, and what is typed or loaded, isn't said by the page.
_ENGLISH = re.compile(r"\b[a-z]{3,}(?: [a-z]{2,})+\b")
_QUOTED = "//*[@lang='en' and not(self::html)] | //code | //script | //svg | //textarea"


def page(client, address):
    """A page as a tree; one that takes long is asked again until it is there."""
    for _ in range(120):
        answer = client.get(f"/{address}")
        assert answer.status_code == 200, answer.text
        found = lxml_html.fromstring(answer.text)
        if not found.xpath("//progress"):
            return found
        time.sleep(0.5)
    raise AssertionError(f"{address} is never worked out")


def text(found):
    return " ".join(found.xpath("//main")[0].text_content().split())


def english(found):
    """What a page says in English."""
    for quoted in found.xpath(_QUOTED):
        quoted.drop_tree()
    said = found.xpath("//body//text() | //@aria-label | //@title")
    return [part.strip() for part in said if _ENGLISH.search(part)]


@pytest.mark.parametrize("address", PAGES)
def test_what_a_page_says_is_in_its_language(client, address):
    for language in set(languages()) - {"en"}:
        assert english(page(client, f"{language}/{address}")) == []


@pytest.mark.parametrize(
    "address",
    [
        "month/1990-11",
        "month/2031",
        "figure?subject=N-BOKS&period=2025-11",
        "figure?subject=nissan/roox&period=2010-01",
        "effects?subject=nissan/roox&event=none",
        "own?car=nissan/roox&on=1950-01",
        "access?car=nissan/roox&market=us&on=someday",
    ],
)
def test_why_there_is_no_answer_is_said_in_the_language_of_the_page(client, address):
    for language in set(languages()) - {"en"}:
        answer = client.get(f"/{language}/{address}")
        assert answer.status_code in (400, 404)
        found = lxml_html.fromstring(answer.text)
        assert "yellowplate events" not in text(found)
        assert found.xpath("//p[@role='alert']//span[@lang='en']") == []
        assert english(found) == []


def test_pages_speak_of_pages_and_not_of_commands(client):
    for address in PAGES:
        found = page(client, f"en/{address}")
        for typed in found.xpath("//code"):
            typed.drop_tree()
        assert not re.search(r"\s--[a-z]", text(found))
        assert "question mark" not in text(found)


@pytest.mark.parametrize("car", ["daihatsu/tanto", "nissan/roox"])
def test_the_event_of_an_address_is_the_one_that_is_asked_again(client, car):
    found = page(client, f"en/effects?subject={car}&event={SCANDAL}")
    (form,) = (form for form in found.forms if form.get("action") == "/en/effects")
    assert dict(form.form_values())["event"] == SCANDAL
    offered = {value for value in form.inputs["event"].value_options if value}
    assert offered == {event.id for event in open_desk().events(car).events} | {SCANDAL}


def test_the_first_page_is_worth_reading_and_its_neighbours_are_there(client):
    home = client.get("/en/")
    found = lxml_html.fromstring(home.text)
    ranks = [cell.text_content() for cell in found.xpath("//section[@aria-labelledby='ranking']//tbody/tr/*[1]")]
    assert len([rank for rank in ranks if rank.isdigit()]) >= 5
    address, seen = home.url.path.lstrip("/"), []
    while address:
        found = page(client, address)
        seen.append(address.split("?")[0][-7:])
        address = "".join(link.lstrip("/") for link in found.xpath("//a[@rel='next']/@href"))
    assert seen == sorted(seen) and seen[-1] == str(open_desk().tables.last_month("nameplate", "kei-passenger"))
    first = page(client, "en/month/2011-04")
    assert not first.xpath("//a[@rel='prev']")
    assert first.xpath("//a[@rel='next']")


def test_a_search_for_breaks_says_how_far_it_is_and_can_be_ended(client):
    found = lxml_html.fromstring(client.get("/uk/effects?sweep=1&rate=0.12").text)
    assert found.xpath("//progress") and english(found) == []
    (job,) = found.xpath("//input[@name='job']/@value")
    ended = client.post("/uk/cancel", data={"job": job})
    assert ended.url.path == "/uk/effects" and "<progress" not in ended.text


def test_twins_are_no_rivals(client):
    paragraphs = page(client, "en/nameplate/nissan/roox").xpath("//main//p")
    twins, rivals = (
        next(p.text_content() for p in paragraphs if p.text_content().startswith(f"{word}: "))
        for word in ("Twins", "Rivals")
    )
    assert "Delica Mini" in twins and "Spacia" in rivals
    assert "Delica Mini" not in rivals and "eK" not in rivals


def test_a_note_to_an_author_is_a_sentence_with_a_page_about_the_car(client):
    said = "In November 2025 the Suzuki N-BOX sold 16,198 units and the Nissan Roox sold 7,471 units."
    found = page(client, "ja/check?" + urlencode({"text": said, "published": "2025-12-05"}))
    note = found.get_element_by_id("correction").text_content()
    car = open_desk().catalog.generations("honda/n-box")[-1].source_url
    assert f"“Suzuki”: the N-BOX is made by Honda.\n  {car}\n" in note
    assert "“7,471 units” (Roox, 2025-11): it should read 7,741 units." in note


def test_the_map_shows_the_route_that_is_asked(client):
    for asked, route in (("", "imported used"), ("&route=new", "sold new")):
        found = page(client, f"en/access?car=nissan/roox&market=us&on=2026-03-01{asked}")
        assert found.get_element_by_id("map").text_content() == f"State by state: {route}"
    found = page(client, f"en/{TRUCK}")
    tiles = {link.text_content().split()[0]: link.get("class") for link in found.xpath("//ul[@class='map']//a")}
    assert len(tiles) == 51
    for code in ("TX", "GA"):
        own = page(client, f"en/{TRUCK}&state={code}")
        assert own.xpath("//p[@class='big']")[0].text_content().lower() == tiles[code]


def test_an_entry_tells_what_decides_first_and_prints_numbers_people_read(client):
    found = page(client, f"uk/{ENTRY}")
    order = [part.tag for part in found.xpath("//ol[@class='deciding'] | //figure")]
    assert order[0] == "ol" and order.count("figure") == 4
    assert len(found.xpath("//ol[@class='deciding']/li")) == 3
    assert not re.search(r"\de[+-]\d", text(found))
    for name, kind in _odds(found):
        assert kind == ("plain" if 45 < name < 55 else "gain" if name > 50 else "loss")


def _odds(found):
    """The odds of each way to do it, in 100, with the colour of its bar."""
    last = found.xpath("(//figure)[last()]//div[@class='wide']//rect/@class")
    values = found.xpath("(//figure)[last()]//div[@class='wide']//text[@class='value']/text()")
    return list(zip(map(int, values[-len(last) :]), last, strict=True))
