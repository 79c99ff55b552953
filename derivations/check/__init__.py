"""A worksheet → a verdict on each line: is it what was claimed, does it follow, and what may have gone wrong."""
