"""What programs ask the desk: every question with its parameters, their limits, its units, its evidence, its command.

The API, the pages and the tools for assistants are made from these, so that they can't drift apart.
"""

from yellowplate.questions.put import Refused, Why, enveloped, put
from yellowplate.questions.registry import QUESTIONS
from yellowplate.questions.shapes import Asked, Cited, Pace, Question

__all__ = ["QUESTIONS", "Asked", "Cited", "Pace", "Question", "Refused", "Why", "enveloped", "put"]
