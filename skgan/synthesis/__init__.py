"""Fit a synthesizer to real samples, and draw new samples from it."""

from skgan.synthesis._fit import fit_synthesizer
from skgan.synthesis._plan import Plan, make_plan
from skgan.synthesis._recipes import PRESETS, RECIPES, Preset, Recipe, recipe_for
from skgan.synthesis._synthesizer import Synthesizer

__all__ = [
    "PRESETS",
    "RECIPES",
    "Plan",
    "Preset",
    "Recipe",
    "Synthesizer",
    "fit_synthesizer",
    "make_plan",
    "recipe_for",
]
