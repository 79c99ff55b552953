"""Losses over two of their parameters: the gradient derived, compiled, and walked down."""
