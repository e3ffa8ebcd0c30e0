from dataclasses import replace

import pytest

from skgan._spec import PLAYERS
from skgan.training._game import CONSTRAINTS
from tests.training.fits import GAME


def test_every_field_has_its_constraint():
    assert CONSTRAINTS.keys() | set(PLAYERS) == GAME.__dict__.keys()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("spec", None),
        ("latent_dim", 0),
        ("latent_distribution", "auto"),
        ("loss", "auto"),
        ("loss", ["bce"]),
        ("batch_size", 2**31),
        ("n_discriminator_steps", 1.0),
        ("label_smoothing", 1),
        ("instance_noise", float("inf")),
        ("kernel_reach", -1.0),
        ("diff_augment", ("flip", "auto")),
        ("diff_augment", ([],)),
        ("inverse_time_decay", (0.1,)),
        ("inverse_time_decay", (0.1, -1.0)),
        ("inverse_time_decay", (0.1, float("nan"))),
        ("optimizer", "sgd"),
        ("ema_momentum", 2.0),
        ("dtype_policy", "float64"),
        ("jit_compile", "auto"),
    ],
)
def test_a_field_with_another_value_is_named(name, value):
    with pytest.raises(ValueError, match=name):
        replace(GAME, **{name: value}).check()
