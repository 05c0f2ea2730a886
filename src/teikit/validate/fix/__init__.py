"""Mistakes that can be put right with certainty: the bytes concerned, and nothing else."""

from teikit.validate.fix.change import Change, Fixed
from teikit.validate.fix.recipe import FIXABLE, fixed

__all__ = ["FIXABLE", "Change", "Fixed", "fixed"]
