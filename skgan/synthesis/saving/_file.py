"""Fitted samplers to files, and back."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from sklearn.utils.validation import check_is_fitted

from skgan._files._archive import read_archive, write_archive
from skgan._files._atomic import write_atomically
from skgan._files._path import file_path
from skgan._files._refusals import Damaged, refusals
from skgan.exceptions import InputError, LoadError
from skgan.synthesis.saving._game import check_given
from skgan.synthesis.saving._state import (
    builder_names,
    parameters_of,
    plain_fitted,
    set_fitted,
)
from skgan.synthesis.saving._tree import read_node, write_node

__all__ = ["load_sampler", "save_sampler"]

FORMAT, VERSION = "skgan sampler", 1
LIBRARIES = (
    "imbalanced-learn",
    "keras",
    "numpy",
    "pandas",
    "scikit-learn",
    "scipy",
    "tensorflow",
)
SAMPLERS = ("ACGANSampler", "DCGANSampler", "GANSampler")
NEVER_SAVED = ("callbacks", "checkpoint_dir")  # what a later fit would run, or write to


def save_sampler(sampler, path):
    """Write a fitted sampler to a file, whole or not at all.

    Raises
    ------
    NotFittedError
        When the sampler is not fitted.
    InputError
        When it has something that is no plain value, when the path is none, or when its
        folder does not exist.
    OSError
        When the file can't be written.
    """
    check_is_fitted(sampler, ["sampling_strategy_", "_sampler"])
    sampler._validate_params()
    path, kind = file_path(path, "save"), type(sampler)
    if kind.__name__ not in SAMPLERS or not kind.__module__.startswith("skgan."):
        raise InputError(
            f"{kind.__name__} is no class of skgan, so that load could not make one. "
            f"Use one of {', '.join(SAMPLERS)}, or pickle."
        )
    if not path.parent.is_dir():
        raise InputError(
            f"save got path={str(path)!r}, whose folder does not exist. Create it "
            "first, or give the name of a file in another."
        )
    arrays: list = []
    header = {
        "format": FORMAT,
        "version": VERSION,
        "sampler": kind.__name__,
        "versions": versions(),
        "builders": builder_names(sampler),
        "parameters": write_node(parameters_of(sampler), arrays, "A parameter"),
        "fitted": write_node(plain_fitted(sampler), arrays, "The sampler"),
    }
    write_atomically(path, lambda file: write_archive(file, header, arrays))


def versions():
    """Return the versions of Python and of all libraries that had a part in a fit."""
    found = {"python": platform.python_version(), "skgan": own_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # such as tensorflow-cpu
            found[name] = "unknown"
    return found


def own_version():
    # The package itself is on a higher floor than this module.
    return sys.modules["skgan"].__version__


def load_sampler(path, classes, given):
    """Return the sampler of a file.

    Parameters
    ----------
    path : path-like
        The file.
    classes : dict
        Name to the sampler of that name.
    given : dict
        Player to the user's builder, where one is given.

    Raises
    ------
    LoadError
        When the file is not what `save_sampler` writes.
    InputError
        When the path names no file.
    """
    path = file_path(path, "load")
    with open(path, "rb") as file, refusals(path):
        header, arrays = read_archive(file, check_header)
        check_given(header["builders"], given, path)
        name = header["sampler"]
        if name not in classes:
            raise Damaged(f"It has a sampler of the unknown class {name!r}.")
        parameters = read_node(header["parameters"], arrays)
        check_parameters(parameters, classes[name], header["versions"])
        sampler = classes[name](**parameters | given)
        sampler._validate_params()
        set_fitted(sampler, read_node(header["fitted"], arrays), given)
    return sampler


def check_header(header):
    """Raise unless JSON is that of a saved sampler, of a version that is known."""
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise Damaged("It is not a file of skgan's.")
    seen = header.get("version")
    if type(seen) is int and seen > VERSION:
        raise LoadError(
            f"The file is of version {seen}; skgan {own_version()} reads up to "
            f"{VERSION}. Upgrade skgan."
        )
    if seen != VERSION:
        raise Damaged(f"Its version is {seen!r}, which never was one.")
    names = {
        *("format", "version", "sampler", "versions", "builders", "parameters"),
        *("fitted", "members", "arrays"),
    }
    if header.keys() != names:
        raise Damaged(f"Its JSON has {sorted(header)}, not {sorted(names)}.")
    builders = header["builders"]
    known = builders.keys() <= {"generator", "discriminator"}
    if not known or not all(isinstance(name, str) for name in builders.values()):
        raise Damaged(f"It names the builders {builders!r}.")


def check_parameters(parameters, sampler, versions):
    """Raise unless parameters are those of a sampler; older files may lack some.

    Their values are checked by the sampler itself.
    """
    unknown = sorted(parameters.keys() - sampler().get_params().keys())
    if unknown:
        raise Damaged(
            f"It has the unknown parameters {unknown}, of skgan {versions['skgan']!r}."
        )
    for name in NEVER_SAVED:
        if parameters.get(name) is not None:
            raise Damaged(f"It has {name}={parameters[name]!r}, which no file may set.")
