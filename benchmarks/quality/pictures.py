"""How good are the pictures? Ours against the presets of older projects.

Each sampler trains for the same number of updates, or as many as it makes in the same
seconds of one processor (``--seconds``, building the networks aside), on long-tailed
MNIST with the counts of images.py divided by 4, told the class. "generator" and the
presets draw from the network alone, "defaults" from the kernel as well, and ``kernel``
trains nothing. 500 pictures a class are judged in the 128 features of a CNN trained on
all real MNIST:
the Frechet distance to the test set, overall and as the mean over the classes;
discriminability, the share that the CNN gives the class asked for (AC-GAN paper); and
the mean MS-SSIM of 100 pairs a class at 3 scales (5 don't fit 28 pixels), where a class
above the real classes' maximum has collapsed.

Examples
--------
DIR holds the four files of MNIST::

    python benchmarks/quality/pictures.py --data DIR --steps 500 --grids FOLDER
    python benchmarks/quality/pictures.py --data DIR --seconds 60 300
"""

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _environment import ONE_THREAD  # noqa: E402

N_PICTURES = 500  # of a class
N_PAIRS = 100
N_SCALES = 3
WEIGHTS = (0.0448, 0.2856, 0.3001)  # of the first scales (Wang et al. 2003)
TIMED = 2, 25, 100, 400  # updates, by which the time of one is measured,
MIN_SECONDS = 10  # when they take longer than what is fixed may differ
SAMPLERS = {
    "ACGANSampler, defaults": ("ACGANSampler", {"kernel_fraction": "auto"}),
    "DCGANSampler, defaults": ("DCGANSampler", {"kernel_fraction": "auto"}),
    "ACGANSampler, generator": ("ACGANSampler", {}),
    "DCGANSampler, generator": ("DCGANSampler", {}),
    "preset keras-dcgan": ("DCGANSampler", {"preset": "keras-dcgan"}),
    "preset mnist-acgan": ("ACGANSampler", {"preset": "mnist-acgan"}),
    "preset dcgan-mnist": ("DCGANSampler", {"preset": "dcgan-mnist"}),
    "preset mlp-gan": ("GANSampler", {"preset": "mlp-gan"}),
}


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--data", required=True, metavar="DIR", help="folder with MNIST's IDX files")
    add("--steps", type=int, default=500)
    add("--seconds", nargs="+", type=float, default=[], help="instead of --steps")
    add("--samplers", nargs="+", metavar="NAME", help=f"of {[*SAMPLERS, 'kernel']}")
    add("--seed", type=int, default=0)
    add("--grids", metavar="FOLDER", help="write a PNG of each, one row per class")
    return _figures.parse_arguments(parser, argv)


def frechet_distance(A, B):
    """Return the Frechet distance of normal distributions fitted to features."""
    import numpy as np
    from scipy.linalg import sqrtm

    cov_a, cov_b = (np.cov(F.T) + 1e-6 * np.eye(F.shape[1]) for F in (A, B))
    root = np.real(sqrtm(cov_a @ cov_b))
    between = ((A.mean(axis=0) - B.mean(axis=0)) ** 2).sum()
    return float(between + np.trace(cov_a + cov_b - 2 * root))


def ms_ssim(X, rng):
    """Return the mean multi-scale SSIM of random pairs of pictures (n, 28, 28, 1)."""
    import tensorflow as tf

    one = rng.randint(len(X), size=N_PAIRS)
    other = (one + rng.randint(1, len(X), size=N_PAIRS)) % len(X)
    pairs = [tf.constant(X[rows], tf.float32) for rows in (one, other)]
    return float(
        tf.reduce_mean(
            tf.image.ssim_multiscale(*pairs, 255.0, WEIGHTS[:N_SCALES], filter_size=5)
        )
    )


def make_judge(X, y, seed):
    """Return a function from images to features and classes."""
    import keras
    import numpy as np
    from _images import small_cnn_model

    model = small_cnn_model(X, y, None, seed)
    both = keras.Model(
        model.inputs, [model.get_layer("features").output, model.outputs[0]]
    )

    def judge(images):
        features, p = both.predict(
            images.astype(np.float32) / 255, batch_size=1000, verbose=0
        )
        return features.astype(float), p.argmax(axis=1)

    return judge


def judge_pictures(pictures, real, judge, seed):
    """Return the row of one sampler; `pictures` and `real` are dicts by class."""
    import numpy as np

    judged = {c: judge(images) for c, images in pictures.items()}
    features = {c: judge(images)[0] for c, images in real.items()}
    classes = list(real)
    distances = [frechet_distance(judged[c][0], features[c]) for c in classes]
    rng = np.random.RandomState(seed)
    similarity = [ms_ssim(pictures[c], rng) for c in classes]
    real_most = max(ms_ssim(real[c], rng) for c in classes)
    everything = (
        np.concatenate([judged[c][0] for c in classes]),
        np.concatenate([features[c] for c in classes]),
    )
    return {
        "Frechet distance": frechet_distance(*everything),
        "mean of the classes": np.mean(distances),
        "worst class": max(distances),
        "discriminability": np.mean([np.mean(judged[c][1] == c) for c in classes]),
        "largest MS-SSIM": max(similarity),
        "collapsed classes": sum(s > real_most for s in similarity),
    }


def make_sampler(name, steps, seed):
    """Return the sampler of a row."""
    import skgan

    if name == "kernel":
        return skgan.ACGANSampler(kernel_fraction=1, random_state=seed)
    kind, parameters = SAMPLERS[name]
    told = {} if kind == "ACGANSampler" else {"conditioning": "class"}
    make = partial(getattr(skgan, kind), random_state=seed, max_iter=steps)
    return make(**{"kernel_fraction": 0} | told | parameters)


def updates_in(seconds, name, X, y, seed):
    """Return how many updates a sampler makes in so many seconds of one processor."""

    def fit_seconds(steps):
        start = process_time()
        make_sampler(name, steps, seed).fit(X, y)
        return process_time() - start

    fit_seconds(1)  # builds and traces
    fixed = fit_seconds(1)
    for n_steps in TIMED:
        step = (fit_seconds(1 + n_steps) - fixed) / n_steps
        if step * n_steps > MIN_SECONDS:
            break
    return max(1, 1 + int((seconds - fixed) / step))


def sample_classes(name, X, y, steps, seed):
    """Return pictures by class, and the seconds of the training."""
    counts = dict.fromkeys(range(10), N_PICTURES)
    sampler = make_sampler(name, steps, seed)
    start = perf_counter()
    sampler.fit(X, y)
    seconds = perf_counter() - start
    pictures, labels = sampler.sample(counts)
    return {c: pictures[labels == c] for c in range(10)}, seconds


def write_grid(folder, name, pictures, n_columns=20):
    """Write a PNG with one row per class."""
    import numpy as np
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    rows = [np.hstack(pictures[c][:n_columns, ..., 0]) for c in pictures]
    Image.fromarray(np.vstack(rows)).save(folder / f"{name.replace(' ', '-')}.png")


def judge_samplers(arguments, names, judge_of, X, y, seconds):
    """Return the rows of all samplers, given updates or seconds.

    Parameters
    ----------
    arguments : Namespace
        Of the command line.
    names : list of str
        Which samplers.
    judge_of : callable
        Takes pictures by class and returns the figures of a row.
    X, y : ndarray
        The training pictures.
    seconds : float or None
        Of one processor; None: `arguments.steps` updates.
    """
    rows, seed = {}, arguments.seed
    for name in names:
        steps = arguments.steps
        if seconds is not None and name != "kernel":
            steps = updates_in(seconds, name, X, y, seed)
        pictures, took = sample_classes(name, X, y, steps, seed)
        trained = {} if name == "kernel" else {"updates": steps}
        rows[name] = judge_of(pictures) | trained | {"seconds": took}
        print(name, rows[name], file=sys.stderr, flush=True)
        if arguments.grids:
            title = f"{name} {steps} updates"
            write_grid(Path(arguments.grids), title, pictures)
    return rows


def as_table(rows):
    """Return the rows as texts."""
    import pandas as pd
    from _names import named

    whole = dict.fromkeys(("collapsed classes", "updates", "seconds"), 0)
    forms = dict.fromkeys(("Frechet distance", "mean of the classes"), 1)
    return named(
        _figures.texts(pd.DataFrame(rows).T, forms | {"worst class": 1} | whole)
    )


def main(argv=None):
    """Train, judge, print."""
    arguments = parse_arguments(argv)
    os.environ.update(ONE_THREAD)
    import numpy as np
    from _image_sets import MNIST_COUNTS, long_tail, read_mnist
    from images import choose

    names, seed = choose(["kernel", *SAMPLERS], arguments.samplers), arguments.seed
    X, y, X_test, y_test = read_mnist(arguments.data)
    judge = make_judge(X, y, seed)
    real = {c: X_test[y_test == c] for c in range(10)}
    judge_of = partial(judge_pictures, real=real, judge=judge, seed=seed)
    kept = long_tail(y, np.array(MNIST_COUNTS) // 4, seed)
    floor = judge_of({c: X[y == c][:N_PICTURES] for c in range(10)})
    with _figures.Figures(__file__, arguments) as figures:
        for seconds in arguments.seconds or [None]:
            rows = {"real training images": floor}
            rows |= judge_samplers(
                arguments, names, judge_of, X[kept], y[kept], seconds
            )
            name, budget = f"{arguments.steps}-updates", f"{arguments.steps} updates"
            if seconds is not None:
                name = f"{seconds:g}-seconds"
                budget = f"as many updates as each makes in {seconds:g} s of one core"
            figures.add(
                name,
                as_table(rows),
                f"{N_PICTURES} pictures of each class, after training on the long tail "
                f"of MNIST / 4, {budget}. Distances to the test "
                "set are in the features of a CNN trained on all of MNIST; "
                "discriminability is the share that the CNN gives the class asked for; "
                "a class has collapsed if pairs of its pictures are more alike than "
                "those of any real class. `generator` and the presets draw from the "
                "network alone, the defaults from the kernel as well.",
            )


if __name__ == "__main__":
    main()
