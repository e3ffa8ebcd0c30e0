"""The versions of skgan and of its dependencies."""

import platform
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, packages_distributions, version

LIBRARIES = (
    "imbalanced-learn",
    "keras",
    "numpy",
    "pandas",
    "safetensors",
    "scikit-learn",
    "scipy",
    "tensorflow",
)
SHOWN = (
    *("numpy", "scipy", "scikit-learn", "imbalanced-learn", "pandas", "keras"),
    *("tensorflow", "safetensors", "rich"),
)


def show_versions() -> None:
    """Print the versions of skgan, Python and libraries, for bug reports.

    The libraries are not imported.

    Examples
    --------
    >>> import skgan
    >>> skgan.show_versions()
    <BLANKLINE>
    System:
        python: 3...
    ...
    """
    system = {
        "python": sys.version.replace("\n", " "),
        "executable": sys.executable,
        "machine": platform.platform(),
    }
    found = {"skgan": own_version(), **{name: version_of(name) for name in SHOWN}}
    for title, lines in (("System", system), ("Python dependencies", found)):
        width = max(map(len, lines))
        print(f"\n{title}:")
        for name, value in lines.items():
            print(f"{name:>{width}}: {value}")


def versions() -> dict[str, str]:
    """Return the versions of Python and of all libraries that a fit uses."""
    found = {name: version_of(name) for name in LIBRARIES}
    return {"python": platform.python_version(), "skgan": own_version(), **found}


def version_of(name: str) -> str:
    """Return the version of an installed library.

    That of TensorFlow may be installed under another name, such as tensorflow-cpu.
    """
    with suppress(PackageNotFoundError):
        return version(name)
    for other in packages_distributions().get(name, []):
        return f"{version(other)} ({other})"
    return "not installed"


def own_version() -> str:
    """Return skgan's version; the package itself is on a higher floor."""
    own: str = sys.modules["skgan"].__version__
    return own
