"""What it costs to own a car at home: every amount from a dated rule, unknown amounts named and never zero."""
