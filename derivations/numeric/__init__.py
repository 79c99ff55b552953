"""Numbers: expressions compiled to NumPy, sampled inputs, numerical derivatives, and stable scalar functions.

Nothing is imported here on purpose: `derivations.numeric.stability` and a compiled program need NumPy
alone, and whoever only evaluates must not pay for SymPy.
"""
