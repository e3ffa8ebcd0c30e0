"""The ways of balancing that are compared: name -> factory(seed, table)."""

from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

import numpy as np
from imblearn.over_sampling import ADASYN, SMOTE, BorderlineSMOTE, RandomOverSampler

N_NEIGHBORS = 5  # imbalanced-learn's default for all three
M_NEIGHBORS = 10  # and BorderlineSMOTE's second one


class NeighborSampler:
    """SMOTE or a relative with no more neighbours than the smallest class allows.

    Parameters
    ----------
    sampler : object
        An over-sampler of imbalanced-learn.
    parameter : {"k_neighbors", "n_neighbors"}
        What it calls the number of neighbours.
    """

    def __init__(self, sampler, parameter):
        self.sampler = sampler
        self.parameter = parameter

    def fit_resample(self, X, y):
        """Resample with ``min(5, size of the smallest class - 1)`` neighbours."""
        n_neighbors = min(N_NEIGHBORS, int(np.bincount(y).min()) - 1)
        self.sampler.set_params(**{self.parameter: n_neighbors})
        if "m_neighbors" in self.sampler.get_params():
            self.sampler.set_params(m_neighbors=min(M_NEIGHBORS, len(y) - 1))
        return self.sampler.fit_resample(X, y)


@dataclass(frozen=True)
class Method:
    """One way of balancing.

    Parameters
    ----------
    name : str
        Row of the printed tables.
    factory : callable
        ``factory(seed, table)`` returns an object with ``fit_resample``, or None.
    package : str, default="imblearn"
        What has to be installed.
    weighted : bool, default=False
        Give classifiers ``class_weight="balanced"`` where they have it.
    kwargs : dict or None, default=None
        Settings that the factory was made with; part of the key in the cache.
    """

    name: str
    factory: object
    package: str = "imblearn"
    weighted: bool = False
    kwargs: dict | None = None

    @property
    def is_ours(self):
        """Whether skgan makes the rows."""
        return self.package == "skgan"


def _nothing(seed, table):
    return None


def _plain(sampler_class, seed, table):
    return sampler_class(random_state=seed)


def _neighbors(sampler_class, parameter, seed, table):
    return NeighborSampler(sampler_class(random_state=seed), parameter)


def _ctgan(seed, table):
    from _ctgan import CTGANOverSampler

    return CTGANOverSampler(table.nominal_blocks, random_state=seed)


def _skgan(kwargs, seed, table):
    from skgan import ACGANSampler

    return ACGANSampler(random_state=seed, **kwargs)


def _skgan_methods(sampler_kwargs):
    """Three shares of the kernel; the row's own share wins over the given settings."""
    shares = {
        "kernel": {"kernel_fraction": 1},
        "generator": {"kernel_fraction": 0},
        "ACGANSampler": {},
    }
    for name, share in shares.items():
        kwargs = {**sampler_kwargs, **share}
        yield Method(name, partial(_skgan, kwargs), "skgan", kwargs=kwargs)


def make_methods(sampler_kwargs=None):
    """Return every method by name, in the order of the printed tables.

    Parameters
    ----------
    sampler_kwargs : dict, default=None
        Further parameters for skgan's three rows.

    Returns
    -------
    methods : dict of str to Method
    """
    methods = (
        Method("none", _nothing),
        Method("class_weight", _nothing, weighted=True),
        Method("RandomOverSampler", partial(_plain, RandomOverSampler)),
        Method("SMOTE", partial(_neighbors, SMOTE, "k_neighbors")),
        Method("BorderlineSMOTE", partial(_neighbors, BorderlineSMOTE, "k_neighbors")),
        Method("ADASYN", partial(_neighbors, ADASYN, "n_neighbors")),
        Method("CTGAN", _ctgan, "ctgan"),
        *_skgan_methods(sampler_kwargs or {}),
    )
    return {method.name: method for method in methods}


def keep_installed(methods):
    """Leave out methods whose package is missing, and say so."""
    kept = []
    for method in methods:
        if find_spec(method.package) is None:
            print(f"{method.name} left out: {method.package} is not installed.")
        else:
            kept.append(method)
    return kept
