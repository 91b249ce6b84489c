"""The common explanation of why kei cars thrive (dense cities, parking, taxes), held against figures."""
