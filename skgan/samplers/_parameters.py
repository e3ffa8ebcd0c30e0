"""The samplers' parameters: of each the constraint and the text, once.

A new parameter is a row here, a field of the sampler's class, and its use.
"""

from numbers import Integral, Real
from os import PathLike
from typing import Any, NamedTuple

from imblearn.over_sampling.base import BaseOverSampler
from sklearn.utils._param_validation import Interval, StrOptions

from skgan.synthesis import PRESETS

__all__ = ["PARAMETERS", "Parameter"]

AUTO = StrOptions({"auto"})
POSITIVE = Interval(Integral, 1, None, closed="left")
NOT_NEGATIVE = Interval(Integral, 0, None, closed="left")
MAX_FLOAT = 3e38  # about the largest float32
MIN_FLOAT = 1e-37  # about the smallest normal one
MAX_STD = 100.0  # of first weights; beyond, all losses are infinite


class Parameter(NamedTuple):
    """A row of the table.

    Parameters
    ----------
    type : str
        As numpydoc wants it, with the default.
    constraint : list
        As scikit-learn's parameter validation takes it.
    text : str
        What it does. "{auto}" is filled with what the sampler's recipes say, and
        "{presets}" with the names of its presets.
    per_class : str, default=""
        What to add for samplers that may train networks for each class.
    """

    type: str
    constraint: Any
    text: str
    per_class: str = ""


PARAMETERS = {
    "sampling_strategy": Parameter(
        'float, str, dict or callable, default="auto"',
        BaseOverSampler._parameter_constraints["sampling_strategy"],
        'As in imbalanced-learn\'s over-samplers. "auto": all classes to the size of '
        "the largest one.",
    ),
    "preset": Parameter(
        "{presets}, default=None",
        [StrOptions(set(PRESETS)), None],
        "Networks, loss, optimizer, z and levers of an older project, for comparison: "
        'all that is left at "auto" is then the preset\'s, except max_iter, and '
        "kernel_fraction is 0. See below.",
        'With a preset, conditioning is "per-class".',
    ),
    "conditioning": Parameter(
        '{"auto", "class", "per-class"}, default="auto"',
        [StrOptions({"auto", "class", "per-class"})],
        '"class": one generator is told the class, and the discriminator has a source '
        'logit for each class (a projection [2]_). "per-class": each class that is '
        "resampled has a pair of networks of its own, as older projects did it, and "
        "learns nothing from the other classes; training takes as many times longer. "
        "The other classes are then drawn from the kernel, or with "
        '``sampling_strategy="all"`` have networks as well. "auto": {auto}.',
    ),
    "sample_shape": Parameter(
        "tuple of int, default=None",
        [tuple, None],
        "Shape of one sample for the networks. None: rows of a 2-D X are a table, 3-D "
        "X are signals (n, time, channels) and 4-D X are images (n, height, width, "
        "channels). A tuple folds the rows: (28, 28) to images of one channel, (28, "
        "28, 3) to colour images, (140,) to signals of one channel; they come back in "
        "the form they had. No side may be below 8.",
    ),
    "categorical_features": Parameter(
        '"auto", None or array-like, default="auto"',
        ["array-like", AUTO, None],
        "Columns of a table that hold categories: positions, names, or a mask of all "
        'columns. "auto": of a DataFrame those of category, object, string and bool '
        "dtype, of an array none. None: no column. Categories with an order "
        "(``ordered=True``) are their ranks; of others the 64 most frequent of a "
        "column are told apart, and rarer ones are drawn as often as they occur.",
    ),
    "value_range": Parameter(
        "(float, float), default=None",
        [tuple, list, None],
        "The declared range of the pixels of images, which become [-1, 1]; values "
        "outside are an error. None: 0 to 255 for bytes, else the observed range (as "
        "12-bit pictures come in 16-bit integers too).",
    ),
    "kernel_fraction": Parameter(
        'float in [0, 1] or "auto", default="auto"',
        [Interval(Real, 0, 1, closed="both"), AUTO],
        "Share of the candidates that is made from real rows of the class and not by "
        "the generator. Tables: ``s1 + u (s2 - s3)`` of three random rows. Signals: "
        "the same with two rows of this or another class, and small moves in time and "
        "gains. Images: bent along flows between images of one class, this one or "
        'another. "auto": {auto}; 1 for images unless a parameter of the networks or '
        "their training is given, as networks take minutes there for less than what "
        "the kernel gives. 0: generator only. 1: kernel only, and nothing is trained.",
    ),
    "policy": Parameter(
        'str, dict or list of dict, default="auto"',
        [str, dict, list, tuple],
        "How real rows are changed to make new ones: the name of a policy, a dict from "
        "moves to their strengths, or several dicts, each for as many of the rows. "
        '"auto": tables have the plain policy; signals and images the one that is '
        "clearly better than the plain one on held-out rows. For images, some frequent "
        "classes are made as rare as the rare ones for this. `policy_` tells which it "
        'is, and why. The page "How new rows are made" lists policies and moves.',
    ),
    "clip": Parameter(
        "bool, default=True",
        ["boolean"],
        "Keep generated values within the observed range of their column, channel or, "
        "for images, of all pixels.",
    ),
    "latent_dim": Parameter(
        'int or "auto", default="auto"',
        [POSITIVE, AUTO],
        'Length of the latent vector z. "auto": {auto}.',
    ),
    "latent_distribution": Parameter(
        '{"auto", "normal", "uniform"}, default="auto"',
        [StrOptions({"auto", "normal", "uniform"})],
        'N(0, 1) or U(-1, 1). "auto": {auto}.',
    ),
    "generator": Parameter(
        '"auto", name of a preset or callable, default="auto"',
        [StrOptions({"auto", *PRESETS}), callable],
        '"auto": {auto}, by the kind of data. The name of any preset takes that '
        "project's network. These are for images of up to 4 channels. A callable "
        "``(spec, latent_dim) -> keras.Model`` gets a :class:`~skgan.NetworkSpec`; "
        "the inputs of its network are z (latent_dim,) and an int32 label (), and the "
        "output has ``spec.shape``.",
    ),
    "discriminator": Parameter(
        '"auto", name of a preset or callable, default="auto"',
        [StrOptions({"auto", *PRESETS}), callable],
        "As `generator`. The input of a callable's network has ``spec.shape``; its "
        "outputs are the logits of the source, (1,) or one for each class, and, where "
        "``spec.class_head`` is True, of the class (n_classes,). With a single source "
        "logit and no class head, the generator has no reason to heed the class.",
    ),
    "loss": Parameter(
        '{"auto", "bce", "bce-gp", "hinge", "lsgan", "wgan-gp"}, default="auto"',
        [StrOptions({"auto", "bce", "bce-gp", "hinge", "lsgan", "wgan-gp"})],
        "The adversarial loss: of the original GAN (non-saturating), the same with a "
        "zero-centred gradient penalty on real and generated samples [3]_, hinge, "
        'least squares, or Wasserstein with a gradient penalty [4]_. "auto": {auto}.',
    ),
    "max_iter": Parameter(
        'int or "auto", default="auto"',
        [POSITIVE, AUTO],
        'Updates of the generator. "auto": in proportion to the square root of the '
        "number of rows.",
        'With "per-class", of the rows of the class.',
    ),
    "batch_size": Parameter(
        'int or "auto", default="auto"',
        [Interval(Integral, 2, None, closed="left"), AUTO],
        'Samples in one update; classes are drawn uniformly. "auto": {auto}.',
    ),
    "learning_rate": Parameter(
        'float, (float, float) or "auto", default="auto"',
        [Interval(Real, 0, None, closed="neither"), AUTO, tuple],
        'Of Adam; a pair is (generator, discriminator). "auto": {auto}.',
    ),
    "beta_1": Parameter(
        'float in [0, 1) or "auto", default="auto"',
        [Interval(Real, 0, 1, closed="left"), AUTO],
        "Decay rate of Adam's estimates of the first moment, of both networks. "
        '"auto": {auto}.',
    ),
    "epsilon": Parameter(
        'float or "auto", default="auto"',
        [Interval(Real, MIN_FLOAT, MAX_FLOAT, closed="both"), AUTO],
        "Added to the denominator of the updates of Adam or RMSprop, of both networks. "
        '"auto": {auto}.',
    ),
    "initial_std": Parameter(
        'float or "auto", default="auto"',
        [Interval(Real, 0, MAX_STD, closed="right"), AUTO],
        "Standard deviation of the normal distribution from which the first kernels of "
        'all layers of skgan\'s own networks are drawn. "auto": each layer has its '
        "own, most often by the number of its inputs (He or Glorot).",
    ),
    "label_smoothing": Parameter(
        'float in [0, 1) or "auto", default="auto"',
        [Interval(Real, 0, 1, closed="left"), AUTO],
        "The target of real samples is drawn from U(1 - label_smoothing, 1) at every "
        'step. For the losses "bce", "bce-gp" and "lsgan". "auto": {auto}.',
    ),
    "instance_noise": Parameter(
        'float or "auto", default="auto"',
        [Interval(Real, 0, MAX_FLOAT, closed="left"), AUTO],
        "Gaussian noise is added to all that the discriminator sees, of a standard "
        "deviation drawn from U(0, instance_noise) at every step, in units of the "
        'encoded data (standardised, or [-1, 1] for images). "auto": {auto}.',
    ),
    "horizontal_flip": Parameter(
        'bool or "auto", default="auto"',
        ["boolean", AUTO],
        "Mirror half of the real images, drawn at every step, so that mirrored ones "
        'are generated too. "auto": {auto}.',
    ),
    "diff_augment": Parameter(
        'tuple of str or "auto", default="auto"',
        [tuple, AUTO],
        "Change real and generated images before the discriminator sees them: some of "
        '"flip", "translation", "cutout" and "color", drawn at every step (Zhao et '
        'al., NeurIPS 2020). For few rows without a kernel. "auto": {auto}.',
    ),
    "n_discriminator_steps": Parameter(
        'int or "auto", default="auto"',
        [POSITIVE, AUTO],
        'Updates of the discriminator for each of the generator. "auto": {auto}; with '
        '``loss="wgan-gp"`` 2 or more are usual.',
    ),
    "pretrain_discriminator": Parameter(
        'int or "auto", default="auto"',
        [NOT_NEGATIVE, AUTO],
        'Updates of the discriminator alone before both are trained. "auto": {auto}.',
    ),
    "early_stopping": Parameter(
        "bool, default=False",
        ["boolean"],
        "Stop when the energy distance of generated to held-out samples, the mean over "
        "the classes, no longer falls, and take the best weights.",
    ),
    "validation_fraction": Parameter(
        "float in (0, 1), default=0.1",
        [Interval(Real, 0, 1, closed="neither")],
        "Share of each class that is held out for early stopping.",
    ),
    "n_iter_no_change": Parameter(
        "int, default=5",
        [POSITIVE],
        "Logged iterations (of 25 updates) without a better score before it stops.",
    ),
    "checkpoint_dir": Parameter(
        "str or path-like, default=None",
        [str, PathLike, None],
        "A folder of this fit's own, which is made: a fit that was killed goes on from "
        "there and ends with the same bits. One that had ended is returned untrained; "
        "with `warm_start` another one goes on from it.",
    ),
    "dtype_policy": Parameter(
        '{"float32", "mixed_float16", "mixed_bfloat16"}, default=None',
        [StrOptions({"float32", "mixed_float16", "mixed_bfloat16"}), None],
        'Keras\' dtype policy for the networks; None is "float32".',
    ),
    "jit_compile": Parameter(
        'bool or "auto", default="auto"',
        ["boolean", AUTO],
        'Compile the training by XLA. "auto": on a GPU only, as it is slower on a CPU.',
    ),
    "warm_start": Parameter(
        "bool, default=False",
        ["boolean"],
        "Go on from the weights of the fit before where the networks are the same.",
    ),
    "callbacks": Parameter(
        "list of keras.callbacks.Callback, default=None",
        [list, tuple, None],
        "Or objects of :mod:`skgan.callbacks`. Called as for epochs, once a logged "
        "iteration, with the generator as `model`; setting ``model.stop_training``, or "
        "returning True from `on_epoch_end`, ends the training.",
        'With "per-class", for the training of each class in turn.',
    ),
    "verbose": Parameter(
        "int, default=0",
        ["verbose"],
        "1 shows the policy of the kernel, and one progress bar with the losses and "
        "the time left.",
        'With "per-class", one for each class in turn.',
    ),
    "random_state": Parameter(
        "int, RandomState instance or None, default=None",
        ["random_state"],
        "Source of all randomness. An int gives two fits the same bits on one machine "
        "(signals, images: with as many threads); no global state is read or changed.",
    ),
}
