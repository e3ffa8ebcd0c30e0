"""Parameters and networks that no sampler can be fitted with."""

import keras
import numpy as np
from scipy import sparse

from skgan.networks import dense_discriminator, dense_generator
from tests.bad_input.cases import AC, FLAT, IMAGES, SIGNALS, case, cases
from tests.helpers import TABLE, Y

FEW = np.r_[:3, 40:42]
PARAMETERS = {
    **cases(
        "label_smoothing",
        ["wgan-gp", "hinge"],
        lambda loss: case(0.1, loss, label_smoothing=0.1, loss=loss),
    ),
    "flips of a table": case("horizontal_flip", horizontal_flip=True),
    "flips of signals": case(
        "horizontal_flip", (8, 2), X=SIGNALS, horizontal_flip=True
    ),
    "diff_augment of a table": case("diff_augment", diff_augment=("color",)),
    "an unknown augmentation": case(
        *("diff_augment", "rotation"), X=IMAGES, diff_augment=("flip", "rotation")
    ),
    **cases(
        "learning_rate",
        [
            *((), (1e-3,), (1e-3,) * 3, (1e-3, -1e-3), ("a", 1e-3), (np.inf, 1e-3)),
            *(1e300, (1e-3, 1e300)),
        ],
        lambda rates: case("learning_rate", learning_rate=rates),
    ),
    **{
        f"a {name} of {len(str(value))} digits": case(
            name, str(value)[:100], "GB", **{name: value}
        )
        for name in ("batch_size", "latent_dim", "n_discriminator_steps")
        for value in (10**14, 10**400)
    },
    **cases(
        "checkpoint_dir",
        ["\0", "a\0b", "\ud800", "a" * 5000],
        lambda path: case("checkpoint_dir", checkpoint_dir=path),
    ),
    "early stopping without rows to spare": case(
        "validation_fraction",
        X=TABLE[FEW],
        y=Y[FEW],
        early_stopping=True,
        kernel_fraction=0.5,
    ),
    **cases(
        "pixels outside of value_range",
        [
            *(((0, 1), IMAGES * 2.5), ((0.0, 255.0), IMAGES - 0.5)),
            *(([-1, 1], IMAGES * 255), ((0, 100), (IMAGES * 255).astype(np.uint8))),
        ],
        lambda given: case(
            *("value_range", f"{given[1].min():g}", f"{given[1].max():g}"),
            *(f"{value:g}" for value in given[0]),
            X=given[1],
            value_range=given[0],
        ),
    ),
    **cases(
        "flat pixels outside of value_range",
        [np.asarray, sparse.csr_matrix],
        lambda form: case(
            "value_range", X=form(FLAT * 3), value_range=(0, 1), sample_shape=(8, 8)
        ),
    ),
    **cases(
        "value_range without images",
        [TABLE, SIGNALS],
        lambda X: case("value_range=(0, 1)", X.shape[1:], X=X, value_range=(0, 1)),
    ),
    **cases(
        "value_range that is none",
        [(), (1,), (0, 1, 2), (1, 0), (1, 1), (0, np.inf), ("a", 1), "ab"],
        lambda value: case("value_range", X=IMAGES, value_range=value),
    ),
}


# Networks of the user's own


def reshaped(build):
    """Return a builder that believes in samples of another shape."""

    def wrong(spec, latent_dim):
        return build(type(spec)((5,), spec.n_classes, spec.activation), latent_dim)

    return wrong


def without_label(spec, latent_dim):
    z = keras.Input((latent_dim,))
    return keras.Model(z, keras.layers.Dense(spec.size)(z))


def with_outputs(*units):
    """Return a builder of a discriminator with outputs of these sizes."""

    def wrong(spec, latent_dim):
        sample = keras.Input(spec.shape)
        x = keras.layers.Flatten()(sample)
        return keras.Model(sample, [keras.layers.Dense(n)(x) for n in units])

    return wrong


NETWORKS = {
    **cases(
        "other outputs",
        [(3,), (2, 1), (3, 3), (1, 2, 2)],
        lambda units: case(
            "discriminator's output", discriminator=with_outputs(*units)
        ),
    ),
    **cases(
        "other arguments",
        [lambda: None, lambda spec: None, lambda spec, *, latent_dim: None, dict],
        lambda build: case("generator", "(spec, latent_dim)", generator=build),
    ),
    "another latent_dim": case(
        *("generator's input", (None, 9)), generator=lambda s, d: dense_generator(s, 9)
    ),
    "wide": case((None, 5), generator=reshaped(dense_generator)),
    "narrow": case((None, 5), discriminator=reshaped(dense_discriminator)),
    "no class": case((None, 1), discriminator=with_outputs(1), only=AC),
    "no label": case((None, 64), X=IMAGES, generator=without_label),
    "seven outputs": case((None, 7), X=IMAGES, discriminator=with_outputs(7)),
    "none": case("NoneType", generator=lambda spec, latent_dim: None),
    "text": case("str", discriminator=lambda spec, latent_dim: "network"),
    "unbuilt": case("discriminator", discriminator=lambda s, d: keras.Sequential()),
    "swapped": case("generator", generator=dense_discriminator),
}
