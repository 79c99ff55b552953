"""Small named rewrites, each a pure function from a node to a node; the docstring of each is its formula."""
