"""The samplers' parameters: type, constraint and text of each.

A new parameter needs a row here, a field of the sampler's class, and its use.
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
MAX_STD = 100.0  # of initial weights; larger ones make all losses infinite


class Parameter(NamedTuple):
    """A row of the table.

    Parameters
    ----------
    type : str
        The type in the format of numpydoc, with the default.
    constraint : list
        The constraint in the format of scikit-learn's parameter validation.
    text : str
        What the parameter does. "{auto}" is replaced by the values in the sampler's
        recipes, and "{presets}" by the names of its presets.
    per_class : str, default=""
        Text to append for samplers that may train networks for each class.
    """

    type: str
    constraint: Any
    text: str
    per_class: str = ""


PARAMETERS = {
    "sampling_strategy": Parameter(
        'float, str, dict or callable, default="auto"',
        BaseOverSampler._parameter_constraints["sampling_strategy"],
        'As in imbalanced-learn\'s over-samplers. "auto": over-sample all classes to '
        "the size of the largest one.",
    ),
    "preset": Parameter(
        "{presets}, default=None",
        [StrOptions(set(PRESETS)), None],
        "Networks, loss, optimizer, z and other settings of an older project. "
        'Parameters that are left at "auto" then have the values of the preset, except '
        "max_iter, and kernel_fraction is 0. See the notes below.",
        'With a preset, conditioning is "per-class".',
    ),
    "conditioning": Parameter(
        '{"auto", "class", "per-class"}, default="auto"',
        [StrOptions({"auto", "class", "per-class"})],
        '"class": one generator has the class as an input, and the discriminator has a '
        'source logit for each class (a projection [2]_). "per-class": each class that '
        "is resampled has its own pair of networks, as in older projects, and learns "
        "nothing from the other classes. Training time is proportional to the number "
        "of these classes. Other classes are drawn from the kernel, or also have "
        'networks if ``sampling_strategy="all"``. "auto": {auto}.',
    ),
    "sample_shape": Parameter(
        "tuple of int, default=None",
        [tuple, None],
        "Shape of one sample. None: a 2-D X is a table, a 3-D X contains signals "
        "(n, time, channels), and a 4-D X contains images (n, height, width, "
        "channels). A tuple reshapes flat rows: (28, 28) to images of one channel, "
        "(28, 28, 3) to colour images, (140,) to signals of one channel. Generated "
        "samples have the original form. Each side must be 8 or more.",
    ),
    "categorical_features": Parameter(
        '"auto", None or array-like, default="auto"',
        ["array-like", AUTO, None],
        "Columns of a table that contain categories: positions, names, or a mask of "
        'all columns. "auto": the columns of a DataFrame with category, object, string '
        "or bool dtype. None: no column. Categories with an order (``ordered=True``) "
        "are treated as their ranks. If a column has more than 64 categories, the 63 "
        "most frequent are modelled, and the others are drawn as often as they occur.",
    ),
    "value_range": Parameter(
        "(float, float), default=None",
        [tuple, list, None],
        "Range of the pixels of images, which is scaled to [-1, 1]. Values outside of "
        "it raise an error. None: 0 to 255 for uint8, otherwise the observed range "
        "(for example, of 12-bit images that are stored as uint16).",
    ),
    "kernel_fraction": Parameter(
        'float in [0, 1] or "auto", default="auto"',
        [Interval(Real, 0, 1, closed="both"), AUTO],
        "Share of the new samples that the kernel makes by changing real rows; the "
        "generator makes the others. For tables, it is the share of the candidates "
        "from which new rows are selected. 0: only the generator. 1: only the kernel; "
        'no network is trained, and TensorFlow is not needed. "auto": {auto}; but 1 '
        "for sparse tables and, unless a parameter of the networks or of their "
        "training is set, such as `max_iter`, for images and tables with categories.",
    ),
    "policy": Parameter(
        'str, dict or list of dict, default="auto"',
        [str, dict, list, tuple],
        "How the kernel changes real rows to make new ones: the name of a policy, a "
        "dict from moves to their strengths, or a list of dicts, each of which is used "
        'for an equal share of the rows. "auto": the plain policy for tables; for '
        "signals and images, the policy that is clearly better than the plain one on "
        "held-out rows, if there is one. The attribute `policy_` has the policy and "
        'the reason. The page "Policies and moves" in the user guide lists all names.',
    ),
    "clip": Parameter(
        "bool, default=True",
        ["boolean"],
        "Whether to clip generated values to the observed range of their column or "
        "channel, or, for images, of all pixels.",
    ),
    "latent_dim": Parameter(
        'int or "auto", default="auto"',
        [POSITIVE, AUTO],
        'Length of the latent vector z. "auto": {auto}.',
    ),
    "latent_distribution": Parameter(
        '{"auto", "normal", "uniform"}, default="auto"',
        [StrOptions({"auto", "normal", "uniform"})],
        'Distribution of z: N(0, 1) or U(-1, 1). "auto": {auto}.',
    ),
    "generator": Parameter(
        '"auto", name of a preset or callable, default="auto"',
        [StrOptions({"auto", *PRESETS}), callable],
        'The generator network. "auto": {auto}. The name of a preset selects the '
        "network of that project, for images of up to 4 channels. A callable "
        "``(spec, latent_dim) -> keras.Model`` gets a :class:`~skgan.NetworkSpec`. The "
        "inputs of its network are z (latent_dim,) and an int32 label (), and the "
        "output has ``spec.shape``.",
    ),
    "discriminator": Parameter(
        '"auto", name of a preset or callable, default="auto"',
        [StrOptions({"auto", *PRESETS}), callable],
        "The discriminator network, like `generator`. The input of a callable's "
        "network has ``spec.shape``. The outputs are the logits of the source, (1,) or "
        "one for each class, and, if ``spec.class_head`` is True, the logits of the "
        "class (n_classes,). With a single source logit and no class head, the "
        "generator does not learn to depend on the class.",
    ),
    "loss": Parameter(
        '{"auto", "bce", "bce-gp", "hinge", "lsgan", "wgan-gp"}, default="auto"',
        [StrOptions({"auto", "bce", "bce-gp", "hinge", "lsgan", "wgan-gp"})],
        'The adversarial loss. "bce": that of the original GAN (non-saturating). '
        '"bce-gp": the same with a zero-centred gradient penalty [3]_. "hinge": hinge '
        'loss. "lsgan": least squares. "wgan-gp": Wasserstein loss with a gradient '
        'penalty [4]_. "auto": {auto}.',
    ),
    "max_iter": Parameter(
        'int or "auto", default="auto"',
        [POSITIVE, AUTO],
        'Number of updates of the generator. "auto": proportional to the square root '
        "of the number of rows.",
        'With "per-class", the number of rows of each class is used.',
    ),
    "batch_size": Parameter(
        'int or "auto", default="auto"',
        [Interval(Integral, 2, None, closed="left"), AUTO],
        'Number of samples in one update. Classes are drawn uniformly. "auto": {auto}.',
    ),
    "learning_rate": Parameter(
        'float, (float, float) or "auto", default="auto"',
        [Interval(Real, 0, None, closed="neither"), AUTO, tuple],
        "Learning rate of the optimizer, for both networks or as a pair (generator, "
        'discriminator). "auto": {auto}.',
    ),
    "beta_1": Parameter(
        'float in [0, 1) or "auto", default="auto"',
        [Interval(Real, 0, 1, closed="left"), AUTO],
        "Decay rate of Adam's estimates of the first moment, for both networks. "
        '"auto": {auto}.',
    ),
    "epsilon": Parameter(
        'float or "auto", default="auto"',
        [Interval(Real, MIN_FLOAT, MAX_FLOAT, closed="both"), AUTO],
        "Number that is added to the denominator of the updates of Adam or RMSprop, "
        'for both networks. "auto": {auto}.',
    ),
    "initial_std": Parameter(
        'float or "auto", default="auto"',
        [Interval(Real, 0, MAX_STD, closed="right"), AUTO],
        "Standard deviation of the normal distribution from which the initial weights "
        'of all layers of skgan\'s own networks are drawn. "auto": each layer has its '
        "own, which most often depends on the number of its inputs (He or Glorot).",
    ),
    "label_smoothing": Parameter(
        'float in [0, 1) or "auto", default="auto"',
        [Interval(Real, 0, 1, closed="left"), AUTO],
        "The target of real samples is drawn from U(1 - label_smoothing, 1) at every "
        'step. Only for the losses "bce", "bce-gp" and "lsgan". "auto": {auto}.',
    ),
    "instance_noise": Parameter(
        'float or "auto", default="auto"',
        [Interval(Real, 0, MAX_FLOAT, closed="left"), AUTO],
        "Add Gaussian noise to the inputs of the discriminator. Its standard deviation "
        "is drawn from U(0, instance_noise) at every step, in units of the encoded "
        'data (standardised, or [-1, 1] for images). "auto": {auto}.',
    ),
    "horizontal_flip": Parameter(
        'bool or "auto", default="auto"',
        ["boolean", AUTO],
        "Whether to mirror half of the real images, drawn at every step, so that "
        'mirrored images are also generated. "auto": {auto}.',
    ),
    "diff_augment": Parameter(
        'tuple of str or "auto", default="auto"',
        [tuple, AUTO],
        'Changes of all images that the discriminator gets: any of "flip", '
        '"translation", "cutout" and "color", drawn at every step (Zhao et al., '
        'NeurIPS 2020). Useful with ``kernel_fraction=0``. "auto": {auto}.',
    ),
    "n_discriminator_steps": Parameter(
        'int or "auto", default="auto"',
        [POSITIVE, AUTO],
        "Number of updates of the discriminator for each update of the generator. "
        '"auto": {auto}; with ``loss="wgan-gp"``, 2 or more are usual.',
    ),
    "pretrain_discriminator": Parameter(
        'int or "auto", default="auto"',
        [NOT_NEGATIVE, AUTO],
        'Updates of the discriminator before the generator is trained. "auto": {auto}.',
    ),
    "early_stopping": Parameter(
        "bool, default=False",
        ["boolean"],
        "Whether to hold out rows of each class, to stop when the energy distance "
        "between generated and held-out rows no longer decreases, and to use the best "
        "weights.",
    ),
    "validation_fraction": Parameter(
        "float in (0, 1), default=0.1",
        [Interval(Real, 0, 1, closed="neither")],
        "Share of the rows of each class that is held out for early stopping.",
    ),
    "n_iter_no_change": Parameter(
        "int, default=5",
        [POSITIVE],
        "Early stopping ends the training after this number of logged iterations, "
        "which are 25 updates each, without a better score.",
    ),
    "checkpoint_dir": Parameter(
        "str or path-like, default=None",
        [str, PathLike, None],
        "Folder for the checkpoints of this fit only. It is created if necessary. If "
        "the fit is interrupted, the next fit resumes from it, with the same result as "
        "without the interruption. A completed fit is returned without training; with "
        "`warm_start`, the next fit continues from it.",
    ),
    "dtype_policy": Parameter(
        '{"float32", "mixed_float16", "mixed_bfloat16"}, default=None',
        [StrOptions({"float32", "mixed_float16", "mixed_bfloat16"}), None],
        'Keras\' dtype policy for the networks. None is the same as "float32".',
    ),
    "jit_compile": Parameter(
        'bool or "auto", default="auto"',
        ["boolean", AUTO],
        'Whether to compile the training with XLA. "auto": only on a GPU, because it '
        "is slower on a CPU.",
    ),
    "warm_start": Parameter(
        "bool, default=False",
        ["boolean"],
        "Start from the weights of the previous fit if the networks are the same.",
    ),
    "callbacks": Parameter(
        "list of keras.callbacks.Callback, default=None",
        [list, tuple, None],
        "Callbacks of Keras or :mod:`skgan.callbacks`. Each logged iteration counts as "
        "an epoch, and the generator is their `model`. The training ends if "
        "``model.stop_training`` is set or `on_epoch_end` returns True.",
        'With "per-class", callbacks are used for the training of each class in turn.',
    ),
    "verbose": Parameter(
        "int, default=0",
        ["verbose"],
        "1: show the policy of the kernel, and a progress bar with the losses and the "
        "remaining time.",
        'With "per-class", there is a progress bar for each class in turn.',
    ),
    "random_state": Parameter(
        "int, RandomState instance or None, default=None",
        ["random_state"],
        "Source of all randomness. With an int, two fits on one machine have identical "
        "results (for signals and images, if the number of threads is the same). No "
        "global state is read or changed.",
    ),
}
