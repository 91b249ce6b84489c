"""The pages in a real Chromium: in all languages and at two widths, by keyboard alone, and for screen readers."""

from __future__ import annotations

import os
import shutil
from urllib.parse import urlencode

import pytest

pytest.importorskip("fastapi", reason="pages need the extra [web]")
playwright = pytest.importorskip("playwright.sync_api", reason="browsers need playwright")

from axe_playwright_python.sync_playwright import Axe  # noqa: E402

from yellowplate.publish.text.messages import languages  # noqa: E402

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium; `apt-get install chromium` brings one")

WIDTHS = (360, 1280)
ARTICLE = (
    "In November 2025, the Honda N-Box, with 16,198 units sold, came first ahead of the Subaru Spacia with 12,904 "
    "units.\n\nThe Nissan Roox sold 7,471 units, 41% more than a year before."
)
PAGES = (
    "month/2025-11",
    "month/2025-11?by=maker&segment=kei",
    "month/1990-11",
    "nameplate/nissan/roox",
    "maker/suzuki",
    "figure?subject=suzuki/alto&period=2024-02",
    "doubts?period=2024",
    "sources?by=publisher",
    "about",
    "check",
    "check?" + urlencode({"text": ARTICLE, "published": "2025-12-05"}),
    "effects?subject=daihatsu/tanto&event=2023-12-20-daihatsu-scandal",
    "access?car=kei-truck&market=us&on=2026-03-01&built=2000-05&days=2024-01-01..2026-12-31",
    "own?car=nissan/roox&against=toyota/yaris&on=2025-11&city=tokyo-23",
    "entry",
    "entry?car=nissan/roox&draws=100",
)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser, address):
    """A page that fails the test where the console tells an error or anything is asked of another host."""
    context = browser.new_context(base_url=address, viewport={"width": WIDTHS[1], "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page, wrong = context.new_page(), []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url))
    yield page
    context.close()
    told = [line for line in wrong if "404 (Not Found)" not in line]
    assert not told


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_every_width_in_every_language(page, path):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for language in languages():
            page.goto(f"/{language}/{path}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{language} at {width} scrolls sideways: {wide}"
            assert page.locator("h1").count() == 1


@pytest.mark.parametrize("path", PAGES)
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(page, path):
    for scheme, language in (("light", "en"), ("dark", "uk")):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"/{language}/{path}")
        found = Axe().run(page).response["violations"]
        told = [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")]
        assert not told, (scheme, told)


@pytest.mark.parametrize(
    "path",
    [
        "figure?subject=suzuki/alto&period=2024-02",
        "access?car=kei-truck&market=us&on=2026-03-01&built=2000-05",
        "own?car=nissan/roox&against=toyota/yaris&on=2025-11&city=tokyo-23",
        "entry?car=nissan/roox&draws=100",
        "effects?subject=daihatsu/tanto&event=2023-12-20-daihatsu-scandal",
    ],
)
def test_long_rows_and_charts_can_be_read_on_a_phone(page, path):
    page.set_viewport_size({"width": 390, "height": 800})
    for language in languages():
        page.goto(f"/{language}/{path}")
        page.locator("main h2").nth(1).wait_for(timeout=60_000)
        for fold in page.locator("details:has(.stacked) > summary").all():
            fold.click()
        cells = page.locator(".stacked tbody th, .stacked tbody td").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).filter(box => box.height)"
            ".map(box => ({left: box.left, right: box.right}))"
        )
        assert all(box["left"] >= 0 and box["right"] <= 390 for box in cells)
        letters = page.locator("figure svg text").evaluate_all(
            "all => all.filter(one => one.textContent.trim()).map(one => one.getBoundingClientRect().height)"
        )
        assert all(height >= 11 for height in letters if height)


def test_a_wrong_maker_and_a_wrong_number_are_marked_and_explained(page):
    page.goto("/en/check")
    page.get_by_label("The article, as text or HTML").fill(ARTICLE)
    page.get_by_label("The day it appeared").fill("2025-12-05")
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_url("**/check?z=*")
    wrong = page.locator("mark.contradicted")
    assert [text.split("✗")[0].rstrip("0123456789") for text in wrong.all_text_contents()[-1:]] == ["7,471 units"]
    assert any("Subaru" in text for text in wrong.all_text_contents())
    wrong.last.click()
    shown = page.locator(".evidence:popover-open")
    assert "7,741" in shown.text_content()
    assert shown.locator("a").first.get_attribute("href").startswith("http")
    shown.get_by_role("button").click()
    assert not page.locator(".evidence:popover-open").count()
    page.get_by_role("button", name="Copy the note").click()
    note = page.evaluate("navigator.clipboard.readText()")
    assert "Subaru" in note and "Suzuki" in note and "7,741" in note and "https://" in note
    assert page.locator("mark.confirmed").count() >= 3


def test_a_dropped_file_is_checked(page):
    page.goto("/ja/check")
    page.evaluate(
        """text => {
            const moved = new DataTransfer();
            moved.items.add(new File([`<html><body><p>${text}</p><script>document.title='ran'</script></body></html>`],
                'a.html', {type: 'text/html'}));
            document.querySelector('[data-drop]').dispatchEvent(new DragEvent('drop', {dataTransfer: moved,
                bubbles: true, cancelable: true}));
        }""",
        ARTICLE,
    )
    page.wait_for_url("**/check?z=*")
    assert page.locator("mark.contradicted").count() == 2
    assert page.title() != "ran"


def test_the_desk_can_be_used_by_keyboard_alone(page):
    page.goto("/en/month/2025-11")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    _to(page, "f-period")
    page.keyboard.press("Control+A")
    page.keyboard.type("2025-10")
    page.keyboard.press("Enter")
    page.wait_for_url("**/month/2025-10**")
    page.goto("/en/check?" + urlencode({"text": ARTICLE, "published": "2025-12-05"}))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('mark.contradicted button')"):
            break
    page.keyboard.press("Enter")
    assert page.locator(".evidence:popover-open").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".evidence:popover-open").count() == 0


def _to(page, id_):
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == id_:
            return
    raise AssertionError(f"{id_} can't be reached by Tab")


def test_pages_read_and_check_without_scripts(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/month/2025-11")
    page.get_by_label("Period", exact=True).fill("2024-11")
    page.get_by_role("button", name="Show").click()
    assert "November 2024" in page.locator("h1").text_content()
    page.goto("/en/check")
    page.get_by_label("The article, as text or HTML").fill(ARTICLE)
    page.get_by_role("button", name="Check", exact=True).click()
    assert page.locator("mark").count() > 3
    context.close()


def test_an_entry_is_worked_out_beside_the_page_and_can_be_cancelled(page):
    page.goto("/en/entry?car=nissan/roox&draws=20000")
    assert page.locator("progress").count() == 1
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url("**/en/entry")
    assert page.locator("progress").count() == 0
