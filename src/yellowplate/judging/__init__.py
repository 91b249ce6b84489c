"""Statements of a text → judged claims: what holds, what doesn't, what it should be, and how one knows."""

from yellowplate.judging.answer import Checked, Claim, Evidence
from yellowplate.judging.check import check

__all__ = ["Checked", "Claim", "Evidence", "check"]
