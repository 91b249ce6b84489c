"""yellowplate."""
