"""What makes a class a sampler: its fields are its parameters, which are checked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, TypeVar, dataclass_transform

from sklearn.base import _fit_context

from skgan.samplers._docstrings import documented
from skgan.samplers._parameters import PARAMETERS

__all__ = ["sampler_class", "validated"]

Sampler = TypeVar("Sampler")
Method = TypeVar("Method", bound=Callable[..., Any])


def validated(method: Method) -> Method:
    """Let scikit-learn check all parameters first; its own decorator is not typed."""
    checked: Method = _fit_context(prefer_skip_nested_validation=True)(method)
    return checked


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(field,))
def sampler_class(cls: type[Sampler]) -> type[Sampler]:
    """Make a class a sampler whose fields are its parameters.

    As a dataclass, a parameter stands in one line, and not in a signature, an
    assignment and the calls of derived classes; scikit-learn reads the signature that
    results. Constraints and docstring come from the table of parameters.
    """
    made: Any = dataclass(kw_only=True, eq=False, repr=False)(cls)
    made._parameter_constraints = {
        name: PARAMETERS[name].constraint
        for name in signature(made).parameters
        if name in PARAMETERS  # users' classes may have others
    }
    return documented(made)
