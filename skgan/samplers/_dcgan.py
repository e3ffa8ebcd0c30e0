"""DCGANSampler: over-sampling by a convolutional GAN."""

from typing import ClassVar

from skgan.encoding import RowEncoder
from skgan.samplers._conditioned import ConditionedSampler

__all__ = ["DCGANSampler"]

CONVOLUTIONAL_GAME = {
    "kernel_fraction": 0.75,  # for signals, as in ACGANSampler
    "loss": "bce-gp",
    "latent_dim": 64,
    "learning_rate": 1e-3,
    "n_discriminator_steps": 1,
    "batch_size": 64,
    "fixed": {"ema_momentum": 0.99, "learning_rate_decay": True},
}


class DCGANSampler(ConditionedSampler):
    """Over-sample images and signals by a convolutional GAN.

    A generator of transposed convolutions and a discriminator of strided ones
    (DCGAN [1]_) that are told the class, or one pair for each class
    (`conditioning`). As a GAN alone has too little to go by where a class has few
    rows, part of the samples is made from the real rows themselves
    (`kernel_fraction`).

    Use it for images and signals whose classes need not be told apart while
    sampling: without a class head there is nothing to choose candidates by, which
    :class:`ACGANSampler` does. For tables choose that one, too: neighbouring columns
    of a table have no meaning, which is all that a convolution sees. A class needs 2
    rows.

    Parameters
    ----------
    sampling_strategy : float, str, dict or callable, default="auto"
        As in imbalanced-learn's over-samplers. "auto": all to the largest class' size.

    preset : {"keras-dcgan", "dcgan-128", "dcgan-mnist"}, default=None
        Networks, loss, optimizer, z and levers of an older project, for comparison:
        all that is left at "auto" is then the preset's, but for max_iter, conditioning
        is "per-class" and kernel_fraction is 0. All are for images. "keras-dcgan":
        RMSprop, for handwritten katakana. "dcgan-128": colour images of 128 x 128
        pixels. "dcgan-mnist": upsampling and convolution.

    conditioning : {"auto", "class", "per-class"}, default="auto"
        "class": one generator is told the class, and the discriminator has a source
        logit for each (a projection [2]_). "per-class": each class that is resampled
        has a pair of networks of its own, as older projects did it, and learns
        nothing from the other classes; training takes as many times longer. The other
        classes are then drawn from the kernel, or by ``sampling_strategy="all"`` have
        networks as well. "auto": "class".

    sample_shape : tuple of int, default=None
        Shape of one sample for the networks. None: 3-D X are signals (n, time,
        channels) and 4-D X are images (n, height, width, channels); rows of a 2-D X
        are a table, whose columns the networks see as the steps of a signal, padded to
        8. A tuple folds the rows: (28, 28) to images of one channel, (28, 28,
        3) to colour images, (140,) to signals of one channel; they come back in the
        form they had. No side may be below 8.

    value_range : (float, float), default=None
        The declared range of the pixels of images, which become [-1, 1]; values
        outside are an error. None: 0 to 255 for bytes, else the observed range (as
        12-bit pictures come in 16-bit integers too).

    kernel_fraction : float in [0, 1] or "auto", default="auto"
        Share of the samples that is made from real rows of the class and not by
        the generator. Tables: ``s1 + u (s2 - s3)`` of three random rows. Signals: the
        same with two rows of this or another class, and small moves in time and
        gains. Images: bent along flows between images of one class, this one or
        another. "auto": 0.75 for signals, 0.9 for images; for tables 1 up to 15 rows
        of a class, falling to 0.5 at 45. 0: generator only. 1: kernel only, and
        nothing is trained.

    clip : bool, default=True
        Keep generated values within the observed range of their column, channel or,
        for images, of all pixels.

    latent_dim : int or "auto", default="auto"
        Length of the latent vector z. "auto": 64.

    latent_distribution : {"auto", "normal", "uniform"}, default="auto"
        N(0, 1) or U(-1, 1). "auto": normal.

    generator, discriminator : "auto", name of a preset or callable, default="auto"
        "auto" takes skgan's own networks by the rank of the samples; the name of any
        preset takes that project's. Own and named ones are for images of up to 4
        channels. A callable
        ``(spec, latent_dim) -> keras.Model`` gets a :class:`~skgan.NetworkSpec`. The
        generator's inputs are z (latent_dim,) and an int32 label (); its output has
        ``spec.shape``. The discriminator's input has ``spec.shape``; its output is
        the logit of the source, (1,) or one for each class: with a single one for all
        classes, the generator has no reason to heed the class.

    loss : {"auto", "bce", "bce-gp", "hinge", "lsgan", "wgan-gp"}, default="auto"
        The adversarial loss: of the original GAN (non-saturating), the same with a
        zero-centred gradient penalty on real and generated samples [3]_, hinge, least
        squares, or Wasserstein with a gradient penalty [4]_. "auto": "bce-gp" for
        signals and images, else "bce".

    max_iter : int or "auto", default="auto"
        Updates of the generator. "auto": in proportion to the square root of the
        number of rows; with "per-class", of the class.

    batch_size : int or "auto", default="auto"
        Samples in one update; classes are drawn uniformly. "auto": 32 for
        signals, else 64.

    learning_rate : float, (float, float) or "auto", default="auto"
        Of Adam; a pair is (generator, discriminator). "auto": 3e-3 for images, 1e-3
        for signals, else 5e-4.

    label_smoothing : float in [0, 1) or "auto", default="auto"
        The target of real samples is drawn from U(1 - label_smoothing, 1) at every
        step. For the losses "bce", "bce-gp" and "lsgan". "auto": 0.

    instance_noise : float or "auto", default="auto"
        Gaussian noise is added to all that the discriminator sees, of a standard
        deviation drawn from U(0, instance_noise) at every step, in units of the
        encoded data (standardised, or [-1, 1] for images). "auto": 0.

    horizontal_flip : bool or "auto", default="auto"
        Mirror half of the real images, drawn at every step, so that mirrored ones are
        generated too. "auto": False.

    diff_augment : tuple of str or "auto", default="auto"
        Change real and generated images before the discriminator sees them: some of
        "flip", "translation", "cutout" and "color", drawn at every step (Zhao et al.,
        NeurIPS 2020). For few rows without a kernel. "auto": (), nothing.

    n_discriminator_steps : int or "auto", default="auto"
        Updates of the discriminator for each of the generator. "auto": 1; with
        ``loss="wgan-gp"`` 2 or more are usual.

    pretrain_discriminator : int or "auto", default="auto"
        Updates of the discriminator alone before the game begins. "auto": 0.

    early_stopping : bool, default=False
        Stop when the energy distance of generated to held-out samples, the mean over
        the classes, no longer falls, and take the best weights.

    validation_fraction : float in (0, 1), default=0.1
        Share of each class that is held out for early stopping.

    n_iter_no_change : int, default=5
        Logged iterations (of 25 updates) without a better score before it stops.

    checkpoint_dir : str or path-like, default=None
        A folder of this fit's own, which is made: a fit that was killed goes on from
        there and ends with the same bits. One that had ended is returned untrained;
        with `warm_start` another one goes on from it.

    dtype_policy : {"float32", "mixed_float16", "mixed_bfloat16"}, default=None
        Keras' dtype policy for the networks; None is "float32".

    jit_compile : bool or "auto", default="auto"
        Compile the training by XLA. "auto": on a GPU only, as it is slower on a CPU.

    warm_start : bool, default=False
        Go on from the weights of the fit before where the networks are the same.

    callbacks : list of keras.callbacks.Callback, default=None
        Or objects of :mod:`skgan.callbacks`. Called as for epochs, once a logged
        iteration, with the generator as `model`; setting ``model.stop_training`` ends
        the training. With "per-class", for the training of each class in turn.

    verbose : int, default=0
        1 shows one progress bar with the losses and the time left; with "per-class",
        one for each class in turn.

    random_state : int, RandomState instance or None, default=None
        Source of all randomness. An int gives two fits the same bits on one machine
        (signals, images: with as many threads); no global state is read or changed.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The classes in y.

    sampling_strategy_ : dict
        Class to the number of samples to generate.

    n_features_in_ : int
        Number of columns of X; for signals and images the length of the second axis.

    feature_names_in_ : ndarray of shape (`n_features_in_`,)
        Names of the columns, where X has names that are all strings.

    n_iter_ : int
        Updates of the generator that were made, with "per-class" of all generators
        together; 0 if nothing was to be trained.

    generator_, discriminator_ : keras.Model or dict
        The networks, built when asked for; with "per-class" a dict from class to
        network.

    history_ : dict of lists
        "iteration", "discriminator_loss" and "generator_loss", the means since the
        logged iteration before; with early stopping "validation_score" too, the
        negative energy distance. With "per-class" a dict from class to such a dict.

    synthetic_mask_ : ndarray of shape (n_samples_new,), dtype bool
        True for the generated rows of the last `fit_resample`.

    class_fidelity_ : dict
        After `fit_resample`, for each resampled class the share of generated rows to
        which a small classifier fitted on real rows gives that class.

    See Also
    --------
    ACGANSampler : With a class head that chooses among candidates.
    GANSampler : Fully connected.
    imblearn.over_sampling.SMOTE : Interpolates between neighbours of a class.

    Notes
    -----
    The preset "dcgan-128" puts noise on generated images as well as on real ones, and
    draws noise and smoothed targets anew at each step, where the original drew them
    once and for real images only.

    References
    ----------
    .. [1] A. Radford, L. Metz, S. Chintala, "Unsupervised representation learning
       with deep convolutional generative adversarial networks", ICLR 2016.
    .. [2] T. Miyato, M. Koyama, "cGANs with projection discriminator", ICLR 2018.
    .. [3] L. Mescheder, A. Geiger, S. Nowozin, "Which training methods for GANs do
       actually converge?", ICML 2018.
    .. [4] I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin, A. Courville, "Improved
       training of Wasserstein GANs", NeurIPS 2017.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan import DCGANSampler
    >>> images = np.random.RandomState(0).randint(0, 256, (60, 12, 9, 3))
    >>> kind = np.repeat(["often", "rare"], [45, 15])
    >>> sampler = DCGANSampler(max_iter=25, random_state=0)
    >>> images_new, kind_new = sampler.fit_resample(images.astype(np.uint8), kind)
    >>> images_new.shape, images_new.dtype, int((kind_new == "rare").sum())
    ((90, 12, 9, 3), dtype('uint8'), 45)
    """

    # What "auto" means without a preset, by the rank of a sample: table, signal, image.
    _auto: ClassVar[dict] = {
        1: CONVOLUTIONAL_GAME  # columns as time steps
        | {"networks": "conv1d", "kernel_fraction": "auto", "loss": "bce"}
        | {"learning_rate": 5e-4},
        2: CONVOLUTIONAL_GAME
        | {"networks": "conv1d", "kernel_rows": 200, "batch_size": 32},
        3: CONVOLUTIONAL_GAME
        | {"networks": "conv2d", "kernel_rows": 1000, "learning_rate": 3e-3}
        | {"kernel_fraction": 0.9},  # nothing filters what the generator makes
    }

    def _make_encoder(self):
        encoder = super()._make_encoder()
        return RowEncoder(encoder) if len(self._shape) == 1 else encoder
