"""Articles → statements: a grammar of English, Japanese and Ukrainian press prose about vehicle registrations."""

from yellowplate.read.prose.reader import read_prose

__all__ = ["read_prose"]
