"""Text and files become Sources and Reports: one module per kind of source."""
