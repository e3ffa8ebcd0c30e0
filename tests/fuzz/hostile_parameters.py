"""What users may give as parameters, and as arguments of the methods."""

import keras
import numpy as np

from skgan.networks import dense_discriminator, dense_generator

GARBAGE = [
    *(None, True, False, -1, 0, 1, 2, 0.5, 1.5, -0.5, 1e-300, -0.0, 1j, 10**400),
    *(np.nan, np.inf, -np.inf, np.int64(3), np.float32(0.25), np.bool_(True)),
    *("", "auto", "x", "0.5", b"auto", "\ud800", "\u200b", (), [], {}, set()),
    *((1,), (1, 2), (1, 2, 3), [1, 2], {"a": 1}, {1: 2}, (None,), ("a", "b"), ((),)),
    *((1e-3, 1e-3), (1e-3, -1.0), (np.nan, 1.0), (0, 255), (255, 0), (0, np.inf)),
    *(np.array(1), np.array([1, 2]), np.array([]), np.array(["a"]), slice(3)),
    *(object, object(), len, print, Ellipsis, NotImplemented, range(3)),
]
STRATEGIES = [
    *("all", "minority", "not majority", "not minority", "majority", "Auto"),
    *({0: 16, 1: 16}, {1: 8}, {1: 7}, {1: -1}, {1: 9.0}, {1: 9.5}, {1: np.int8(9)}),
    *({1: True}, {1: None}, {1: "9"}, {1: np.nan}, {1: 10**30}, {1: 10**12}),
    *({}, {2: 9}, {"1": 9}, {None: 9}, {np.nan: 9}, {(1,): 9}, {1.0: 9}, {True: 9}),
    *([0, 1], (1,), [1], 1.0, 0.75, 0.1, -1.0, 2.0, np.nan, np.inf, np.float64(0.8)),
    *(lambda y: {1: 12}, lambda y: None, lambda y: {1: "9"}, lambda y: {9: 9}),
    *(lambda y: [1], lambda: {}, lambda y: {1: -3}, dict, Exception),
]
VALUES = {
    "batch_size": [10**12, 10**30],
    "beta_1": [1 - 1e-12, 0.9],
    "categorical_features": [
        *([0], [True, False, True], ["x"], [-1], [3], [0.5], [[0]], [None], "x"),
        *([0, 0], np.array([0, 1]), (0,), {0}, [10**30], [True], [np.nan], range(3)),
    ],
    "checkpoint_dir": ["", "\0", "a" * 5000, "/dev/null/x", "/proc/x", "\ud800"],
    "diff_augment": [("flip",), ("x",), ("flip", 1), "flip", ["flip"], (None,)],
    "dtype_policy": ["float32", "mixed_bfloat16", "float64", "int8"],
    "epsilon": [1e-38, 1e-30, 1e30, 1e300],
    "initial_std": [1e-30, 0.02, 100.0, 101.0],
    "generator": ["dense", "acgan-1d", "mlp-gan", "mnist-acgan"],
    "instance_noise": [1e30, 1e300],
    "kernel_fraction": [1 + 1e-12, -1e-300],
    "label_smoothing": [1 - 1e-12, 1.0],
    "latent_dim": [10**12, 10**30],
    "learning_rate": [1e30, 1e300, (1e30, 1e-3), (1e-3,) * 3, [1e-3, 1e-3], 10**400],
    "loss": ["bce", "bce-gp", "hinge", "lsgan", "wgan-gp", "BCE"],
    "max_iter": [10**30, 3],
    "n_discriminator_steps": [10**30, 2],
    "n_iter_no_change": [10**30],
    "policy": [
        *("copies", "shapes", "moves", {"shift": 0.1}, {"difference": 1, "mirror": 1}),
        *({"shift": np.float64(9)}, {"shift": np.nan}, {"fly": 1}, [{}, {}], [{}, "x"]),
    ],
    "preset": ["acgan-1d", "mlp-gan", "mnist-acgan", "keras-dcgan"],
    "pretrain_discriminator": [1],
    "random_state": [2**32 - 1, 2**32, -1, np.random.RandomState(0), np.random],
    "sample_shape": [(3,), (3, 1), (1, 3), (3.0,), ("3",), (-3,), (10**30,), (3, True)],
    "sampling_strategy": STRATEGIES,
    "validation_fraction": [1e-300, 1 - 1e-12],
    "value_range": [(0, 1), (-9, 9), [-9, 9], ("0", "1"), (0, 1, 2), (1, 1), (True, 2)],
    "verbose": [10**30, 3],
}
VALUES["discriminator"] = VALUES["generator"]
COUNTS = [
    *(0, 1, 3, np.int64(3), np.uint8(3), -1, 2.5, 3.0, "3", 10**12, 10**30, 10**400),
    *(None, True, np.nan, np.inf, (), [], [3], (3,), np.array(3), np.array([3]), {}),
    *({0: 1}, {1: 2}, {0: 0, 1: 0}, {2: 1}, {"0": 1}, {None: 1}, {0.0: 1}, {True: 2}),
    *({0: -1}, {0: None}, {0: 2.5}, {0: True}, {0: "3"}, {0: 10**30}, {(0,): 1}),
    *({np.nan: 1}, {0: 1, "b": 0}, {np.int64(0): 2}, object(), len, b"3", "\ud800", 1j),
]


class Stop(keras.callbacks.Callback):
    """Ends the training at once, however long it is to be."""

    def on_epoch_end(self, epoch, logs=None):
        """Set the mark."""
        self.model.stop_training = True


class Raising:
    """Fails in one of its methods."""

    def __init__(self, hook, error):
        setattr(self, hook, self.fail)
        self.error = error

    def fail(self, *args, **kwargs):
        """Fail."""
        raise self.error


HOOKS = [
    *("on_train_begin", "on_train_end", "on_epoch_begin", "on_epoch_end"),
    *("set_model", "set_params"),
]


def reshaped(build, **changes):
    """Return a builder that believes in other data."""

    def wrong(spec, latent_dim):
        values = {"shape": spec.shape, "n_classes": spec.n_classes} | changes
        return build(type(spec)(activation=spec.activation, **values), latent_dim)

    return wrong


def of_nan(spec, latent_dim):
    """Return a generator whose samples are not finite."""
    network = dense_generator(spec, latent_dim)
    for weight in network.weights:
        weight.assign(weight * np.nan)
    return network


def failing(spec, latent_dim):
    """Fail as the user's code may."""
    raise KeyError("the user's own")


WRONG_BUILDERS = {
    "other shape": reshaped(dense_generator, shape=(5,)),
    "other classes": reshaped(dense_discriminator, n_classes=7),
    "discriminator": dense_discriminator,
    "generator": dense_generator,
    "NaN": of_nan,
    "None": lambda spec, latent_dim: None,
    "text": lambda spec, latent_dim: "network",
    "array": lambda spec, latent_dim: np.zeros(3),
    "class": lambda spec, latent_dim: keras.Model,
    "unbuilt": lambda spec, latent_dim: keras.Sequential(),
    "layer": lambda spec, latent_dim: keras.layers.Dense(3),
    "identity": lambda spec, latent_dim: keras.Sequential(
        [keras.Input(spec.shape), keras.layers.Identity()]
    ),
    "one argument": lambda spec: None,
    "no arguments": lambda: None,
    "type": dict,
}
