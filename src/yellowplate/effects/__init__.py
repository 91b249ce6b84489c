"""Effects: what an event did to a car's sales, or why that cannot be said."""

from yellowplate.effects.assemble import effect
from yellowplate.effects.keep import kept
from yellowplate.effects.panel import Outcome
from yellowplate.effects.shapes import Effect, Events, Refusal, Sweep
from yellowplate.effects.study import Question
from yellowplate.effects.sweep import sweep

__all__ = ["Effect", "Events", "Outcome", "Question", "Refusal", "Sweep", "effect", "kept", "sweep"]
