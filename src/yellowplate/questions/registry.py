"""All questions by their names, which are those of the desk's methods."""

from __future__ import annotations

from yellowplate.questions.market import MARKET
from yellowplate.questions.shapes import Question
from yellowplate.questions.study import STUDY

QUESTIONS: dict[str, Question] = {question.name: question for question in (*MARKET, *STUDY)}
