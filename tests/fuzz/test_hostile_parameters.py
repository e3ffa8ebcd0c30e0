"""Whatever parameters have: a fit ends well, or an error names the parameter."""

from contextlib import nullcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone

from skgan import ACGANSampler, DCGANSampler, GANSampler
from tests.fuzz.conftest import examples
from tests.fuzz.documented import documented
from tests.fuzz.hostile_arrays import TABLE
from tests.fuzz.hostile_labels import Y
from tests.fuzz.hostile_parameters import (
    GARBAGE,
    HOOKS,
    VALUES,
    WRONG_BUILDERS,
    Raising,
    Stop,
)
from tests.invariants import untouched

SAMPLERS = [ACGANSampler, GANSampler, DCGANSampler]
TRAINED = {"kernel_fraction": 0.5, "max_iter": 2, "callbacks": [Stop()]}
ENDLESS = ("pretrain_discriminator",)
USER_ERRORS = [ValueError("x"), KeyError("x"), RuntimeError(), SystemExit(3)]


@st.composite
def hostile_parameters(draw):
    """Draw a sampler, the name of a parameter and a value for it."""
    cls = draw(st.sampled_from(SAMPLERS))
    name = draw(st.sampled_from(sorted(cls().get_params())))
    values = VALUES.get(name, []) + GARBAGE
    if name in ENDLESS:
        values = [v for v in values if not isinstance(v, int) or v < 10]
    return cls, name, values[draw(st.integers(0, len(values) - 1))]


@examples(0.15)
@given(hostile_parameters())
def test_a_parameter_is_used_or_named(tmp_path_factory, drawn):
    cls, name, value = drawn
    sampler = cls(**{**TRAINED, "random_state": 0, name: value})
    parameters = sampler.get_params()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.getbasetemp())
        named = [name, "losses"]  # that diverge
        is_global = value is None or value is np.random
        whole = nullcontext() if is_global else untouched(TABLE, Y)
        with documented(named, **{name: value}), whole:
            repr(sampler)
            sampler.fit_resample(TABLE, Y)
            sampler.sample(3)
    after = sampler.get_params()
    assert after.keys() == parameters.keys()
    assert all(after[key] is parameters[key] for key in after)


@examples(0.02)
@given(st.sampled_from(HOOKS), st.sampled_from(USER_ERRORS), st.sampled_from(SAMPLERS))
def test_errors_of_callbacks_come_through(hook, error, cls):
    sampler = cls(**TRAINED | {"callbacks": [Stop(), Raising(hook, error)]})
    try:
        sampler.fit(TABLE, Y)
    except (Exception, SystemExit) as caught:
        assert caught is error or hook in ("set_model", "set_params")
    assert clone(sampler).set_params(callbacks=None).fit(TABLE, Y).sample(3)


@examples(0.02)
@given(
    st.sampled_from(["generator", "discriminator"]),
    st.sampled_from(sorted(WRONG_BUILDERS)),
    st.sampled_from(SAMPLERS),
)
def test_wrong_networks_are_named(player, kind, cls):
    sampler = cls(**TRAINED | {player: WRONG_BUILDERS[kind], "random_state": 0})
    with documented([player, "loss", "losses"]):
        X_new, _ = sampler.fit_resample(TABLE, Y)
        assert np.isfinite(X_new).all()
