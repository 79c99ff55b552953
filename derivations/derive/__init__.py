"""Any loss → its derivation, by the project's rules and a strategy that writes what a good lecturer would."""

from derivations.derive.requests import continued, derive_value, gradient
from derivations.derive.strategy import Derived, derive

__all__ = ["Derived", "continued", "derive", "derive_value", "gradient"]
