"""Events in the page's language: their kind and whom they befell; other headlines stay as they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yellowplate.publish.material import is_announcement
from yellowplate.web.pages.lines import Bit, Line, english, filled

if TYPE_CHECKING:
    from yellowplate.facts import Event
    from yellowplate.web.pages.view import View

_SAYING = frozenset({"launch", "full-model-change", "facelift", "supply-stop", "supply-resume", "reveal"})


def happening(view: View, event: Event) -> Line:
    """What happened, without its day."""
    return filled("{kind}: {what}", {"kind": _kind(view, event), "what": _what(view, event)})


def option(view: View, event: Event) -> tuple[str, str, bool]:
    """An event as a form offers it: its id, what is said, and whether that is partly English."""
    what = happening(view, event)
    said = "".join(bit.text for bit in what)
    return event.id, f"{view.forms.day(event.day)} {said}", any(bit.english for bit in what)


def _kind(view: View, event: Event) -> str:
    if is_announcement(view.desk.catalog, event):
        return view.pword("event", "announcement")
    return view.told(event.kind)


def _what(view: View, event: Event) -> Bit:
    if view.language == "en" or event.kind not in _SAYING:
        return english(event.headline)
    return Bit(view.forms.listed([view.name(subject) for subject in event.subjects]))
