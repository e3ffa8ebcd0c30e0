"""Decorators for samplers: fields become parameters, and parameters are validated."""

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
    """Validate all parameters before a method is called, as scikit-learn does.

    scikit-learn's own decorator has no type annotations.
    """
    checked: Method = _fit_context(prefer_skip_nested_validation=True)(method)
    return checked


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(field,))
def sampler_class(cls: type[Sampler]) -> type[Sampler]:
    """Turn a class into a sampler whose fields are its parameters.

    In a dataclass, a parameter takes a single line instead of one in a signature, an
    assignment and the calls of derived classes. scikit-learn reads the generated
    signature. Constraints and the docstring come from the table of parameters.
    """
    made: Any = dataclass(kw_only=True, eq=False, repr=False)(cls)
    made._parameter_constraints = {
        name: PARAMETERS[name].constraint
        for name in signature(made).parameters
        if name in PARAMETERS  # users' classes may have further fields
    }
    return documented(made)
