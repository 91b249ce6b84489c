"""The market desk for vehicle registration figures, first of all for Japan's kei cars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yellowplate.desk import Desk, open_desk
    from yellowplate.facts import Period, Segment

__all__ = ["Desk", "Period", "Segment", "open_desk"]

_HOMES = {"Desk": "desk", "Period": "facts", "Segment": "facts", "open_desk": "desk"}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that no part of the package pays for all of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
