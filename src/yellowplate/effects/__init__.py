"""Effects: what an event did to a car's sales, or why that cannot be said."""
