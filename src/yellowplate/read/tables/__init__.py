"""Recognising tables: what the columns of a grid mean, and the Reports that its cells make."""

from yellowplate.read.tables.recognise import Recognised, recognise
from yellowplate.read.tables.sections import BY_HAND
from yellowplate.read.tables.subjects import Names
from yellowplate.read.tables.table import Setting, Unread

__all__ = ["BY_HAND", "Names", "Recognised", "Setting", "Unread", "recognise"]
