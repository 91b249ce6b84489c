"""What is worth telling of a period, found in its figures and ranked by weight."""

from yellowplate.market.stories.find import stories
from yellowplate.market.stories.shapes import Fact, Score, Stories, Story, StoryKind

__all__ = ["Fact", "Score", "Stories", "Story", "StoryKind", "stories"]
