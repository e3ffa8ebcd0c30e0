"""ACGANSampler: over-sampling by an auxiliary-classifier GAN."""

from typing import ClassVar

from sklearn.metrics import classification_report

from skgan.samplers._categorical import CategoricalSampler
from skgan.samplers._report import label_numbers

__all__ = ["ACGANSampler"]

GAME = {"loss": "bce-gp", "n_discriminator_steps": 1}
RULES = {
    "generator_class_weight": 0.2,  # 1 draws the classes together
    "learning_rate_decay": True,
}


class ACGANSampler(CategoricalSampler):
    """Over-sample by an auxiliary-classifier GAN, on tables, signals and images.

    One generator learns all classes at once: it is told the class, and a
    discriminator judges both whether a sample is real and of which class it is
    (AC-GAN [1]_). Rare classes so profit from what the frequent ones teach. As a GAN
    alone has too little to go by where a class has few rows, part of the candidates
    is made from the real rows themselves (`kernel_fraction`), and the discriminator's
    class head decides which candidates of either kind are kept.

    Use it where SMOTE stands in a pipeline. Don't expect help where a strong learner
    is judged by its ranking (average precision, AUC) and has plenty of rows: no
    over-sampler helps there, and class weights cost less. A class needs 2 rows.

    Parameters
    ----------
    sampling_strategy : float, str, dict or callable, default="auto"
        As in imbalanced-learn's over-samplers. "auto": all to the largest class' size.

    preset : {"acgan-1d", "mnist-acgan", "acgan-tutorial"}, default=None
        Networks, loss, optimizer, z and levers of an older project, for comparison:
        all that is left at "auto" is then the preset's, but for max_iter, and
        kernel_fraction is 0. "acgan-1d": 16-16 networks for tables and signals.
        "mnist-acgan" and "acgan-tutorial" (of Keras): convolutions for images.

    sample_shape : tuple of int, default=None
        Shape of one sample for the networks. None: rows of a 2-D X are a table, 3-D X
        are signals (n, time, channels) and 4-D X are images (n, height, width,
        channels). A tuple folds the rows: (28, 28) to images of one channel, (28, 28,
        3) to colour images, (140,) to signals of one channel; they come back in the
        form they had. No side may be below 8.

    categorical_features : "auto", None or array-like, default="auto"
        Columns of a table that hold categories: positions, names, or a mask of all.
        "auto": of a DataFrame those of category, object, string and bool dtype, of an
        array none. None: no column. Categories with an order (``ordered=True``) are
        their ranks; of others the 64 most frequent of a column are told apart, and
        rarer ones are drawn as often as they occur.

    value_range : (float, float), default=None
        The declared range of the pixels of images, which become [-1, 1]; values
        outside are an error. None: 0 to 255 for bytes, else the observed range (as
        12-bit pictures come in 16-bit integers too).

    kernel_fraction : float in [0, 1] or "auto", default="auto"
        Share of the candidates that is made from real rows of the class and not by
        the generator. Tables: ``s1 + u (s2 - s3)`` of three random rows. Signals: the
        same with two rows of this or another class, and small moves in time and
        gains. Images: bent along flows between images of one class, this one or
        another. "auto": 0.75 for signals and images; for tables 1 up to 15 rows
        of a class, falling to 0.5 at 45. 0: generator only. 1: kernel only, and
        nothing is trained.

    clip : bool, default=True
        Keep generated values within the observed range of their column, channel or,
        for images, of all pixels.

    latent_dim : int or "auto", default="auto"
        Length of the latent vector z. "auto": 16 for tables, else 64.

    latent_distribution : {"auto", "normal", "uniform"}, default="auto"
        N(0, 1) or U(-1, 1). "auto": normal.

    generator, discriminator : "auto", name of a preset or callable, default="auto"
        "auto" takes skgan's own networks by the rank of the samples; the name of any
        preset takes that project's. Own and named ones are for images of up to 4
        channels. A callable
        ``(spec, latent_dim) -> keras.Model`` gets a :class:`~skgan.NetworkSpec`. The
        generator's inputs are z (latent_dim,) and an int32 label (); its output has
        ``spec.shape``. The discriminator's input has ``spec.shape``; its outputs are
        the logits of the source, (1,) or one for each class, and of the class
        (n_classes,).

    loss : {"auto", "bce", "bce-gp", "hinge", "lsgan", "wgan-gp"}, default="auto"
        The adversarial loss: of the original GAN (non-saturating), the same with a
        zero-centred gradient penalty on real and generated samples [3]_, hinge, least
        squares, or Wasserstein with a gradient penalty [2]_. "auto": "bce-gp".

    max_iter : int or "auto", default="auto"
        Updates of the generator. "auto": in proportion to the square root of the
        number of rows.

    batch_size : int or "auto", default="auto"
        Samples in one update; classes are drawn uniformly. "auto": 32 for
        signals, else 64.

    learning_rate : float, (float, float) or "auto", default="auto"
        Of Adam; a pair: (generator, discriminator). "auto": 1e-3, of images 3e-3.

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
        iteration; setting ``model.stop_training``, of the generator, ends it.

    verbose : int, default=0
        1 shows one progress bar with the losses and the time left.

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
        Updates of the generator that were made; 0 if nothing was to be trained.

    generator_, discriminator_ : keras.Model
        The networks, built when asked for.

    history_ : dict of lists
        "iteration", "discriminator_loss" and "generator_loss", means since the one
        before; with early stopping "validation_score", the negative energy distance.

    synthetic_mask_ : ndarray of shape (n_samples_new,), dtype bool
        True for the generated rows of the last `fit_resample`.

    class_fidelity_ : dict
        After `fit_resample`, for each resampled class the share of generated rows to
        which a small classifier fitted on real rows gives that class.

    See Also
    --------
    DCGANSampler : Convolutional, without a class head.
    GANSampler : Fully connected, without a class head.
    imblearn.over_sampling.SMOTE : Interpolates between neighbours of a class.

    Notes
    -----
    The discriminator's class loss is of real samples only: with generated ones in it,
    as in [1]_, the generator collapses within the classes.
    On tables it has one source logit for each class (a projection [4]_), and its real
    batches are points of the kernel, so that it never learns the few rows by heart;
    on signals and images, classes of fewer than 200 and 1000 rows are grown to that
    by the kernel.

    References
    ----------
    .. [1] A. Odena, C. Olah, J. Shlens, "Conditional image synthesis with auxiliary
       classifier GANs", ICML 2017.
    .. [2] I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin, A. Courville, "Improved
       training of Wasserstein GANs", NeurIPS 2017.
    .. [3] L. Mescheder, A. Geiger, S. Nowozin, "Which training methods for GANs do
       actually converge?", ICML 2018.
    .. [4] T. Miyato, M. Koyama, "cGANs with projection discriminator", ICLR 2018.

    Examples
    --------
    >>> from collections import Counter
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> X, y = make_classification(300, weights=[0.9], random_state=0)
    >>> print(sorted(Counter(y.tolist()).items()))
    [(0, 269), (1, 31)]
    >>> X_resampled, y_resampled = ACGANSampler(random_state=0).fit_resample(X, y)
    >>> print(sorted(Counter(y_resampled.tolist()).items()))
    [(0, 269), (1, 269)]
    """

    _class_head = True
    # What "auto" means without a preset, by the rank of a sample: table, signal, image.
    _auto: ClassVar[dict] = {
        1: GAME
        | {
            "networks": "dense",
            "kernel_fraction": "auto",
            "latent_dim": 16,
            "learning_rate": 1e-3,
            "batch_size": 64,
            "fixed": RULES | {"kernel_reach": 0.7},  # D sees points of the kernel
        },
        2: GAME
        | {
            "networks": "conv1d",
            # Of four rows, both are better than either (docs/quality.md).
            "kernel_fraction": 0.75,
            "kernel_rows": 200,  # D sees the kernel's points, not the same rows
            "latent_dim": 64,
            "learning_rate": 1e-3,
            "batch_size": 32,
            "fixed": RULES | {"ema_momentum": 0.99},
        },
        3: GAME
        | {
            "networks": "conv2d",
            # Less of the kernel costs a CNN accuracy, more a linear classifier.
            "kernel_fraction": 0.75,
            "kernel_rows": 1000,
            "latent_dim": 64,
            "learning_rate": 3e-3,  # 5e-4 takes several times the steps
            "batch_size": 64,
            "fixed": RULES | {"ema_momentum": 0.995},
        },
    }

    def class_report(self, X, y):
        """Report how well the auxiliary classifier knows the classes of real samples.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
            Samples like those fitted.
        y : array-like of shape (n_samples,)
            Their classes.

        Returns
        -------
        report : str
            Precision, recall and F1 of each class, as
            :func:`sklearn.metrics.classification_report` prints them.
        """
        from skgan.training import score

        encoded = self._encoded(X)
        labels = label_numbers(y, self.classes_, len(encoded))
        [(weights, _)] = self._sampler.judges()
        _, logits = score(self._sampler.game, weights, encoded)
        predicted = self.classes_[logits.argmax(axis=1)]
        true = self.classes_[labels]
        return classification_report(true, predicted, zero_division=0.0)
