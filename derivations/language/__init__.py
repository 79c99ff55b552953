"""The worksheet language: how people write gradients, read into the project's index expressions."""

from derivations.language.problems import Unreadable
from derivations.language.reader import read_sheet
from derivations.language.readings import Value
from derivations.language.sheet import Chain, Declaration, Line, Sheet

__all__ = ["Chain", "Declaration", "Line", "Sheet", "Unreadable", "Value", "read_sheet"]
