"""Train small networks live, look into them, and explain every number: NumPy only, nothing symbolic."""

from .activations import ACTIVATIONS
from .datasets import DATA_SETS, Problem, make_problem
from .diagnosis import Finding, diagnose
from .divergence import Divergence
from .explain import Explanation, Factor, ParameterExplanation, UnitExplanation, Update
from .features import FEATURES
from .history import History
from .initial import INITIALISATIONS
from .losses import LOSSES
from .measure import confusion, histograms
from .optimisers import OPTIMISERS
from .own_data import CsvError, read_csv
from .presets import PRESETS, Preset, preset
from .schedules import SCHEDULES
from .settings import Settings, SettingsError
from .states import State, StateError, resume, state_of
from .storage import from_json, history_csv, load_weights_csv, to_json, weights_csv
from .surfaces import Surfaces
from .sweep import SWEEPABLE, sweep
from .trainer import Trainer

__all__ = [
    "ACTIVATIONS",
    "DATA_SETS",
    "FEATURES",
    "INITIALISATIONS",
    "LOSSES",
    "OPTIMISERS",
    "PRESETS",
    "SCHEDULES",
    "SWEEPABLE",
    "CsvError",
    "Divergence",
    "Explanation",
    "Factor",
    "Finding",
    "History",
    "ParameterExplanation",
    "Preset",
    "Problem",
    "Settings",
    "SettingsError",
    "State",
    "StateError",
    "Surfaces",
    "Trainer",
    "UnitExplanation",
    "Update",
    "confusion",
    "diagnose",
    "from_json",
    "histograms",
    "history_csv",
    "load_weights_csv",
    "make_problem",
    "preset",
    "read_csv",
    "resume",
    "state_of",
    "sweep",
    "to_json",
    "weights_csv",
]
