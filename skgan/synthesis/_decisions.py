"""Log the decisions of a fit with the logger "skgan"."""

import logging
from collections import Counter
from itertools import islice
from typing import Any

from skgan._progress import logger
from skgan.encoding import Encoder
from skgan.synthesis._plan import Plan
from skgan.validation import Samples

__all__ = ["log_columns", "log_end", "log_samples", "log_training"]

MOST_CLASSES = 20  # that are listed, as a data set may have thousands


def log_samples(samples: Samples, plan: Plan) -> None:
    """Log the kind of data, and the numbers of real and new samples of each class."""
    if not logger.isEnabledFor(logging.INFO):
        return
    form = samples.form
    names = form.class_names([*samples.n_new])
    counts = zip(names, form.counts.tolist(), samples.n_new.values(), strict=True)
    told = [f"{name!r}: {n} + {n_new}" for name, n, n_new in counts]
    n_more = len(told) - MOST_CLASSES
    classes = ", ".join(islice(told, MOST_CLASSES))
    classes += f" and {n_more} more" if n_more > 0 else ""
    logger.info(
        "%s: %d samples of shape %s, taken as %s; classes, real + new: %s",
        plan.sampler,
        form.counts.sum(),
        form.shape,
        plan.kind,
        classes,
    )


def log_columns(encoder: Encoder) -> None:
    """Log how columns of a table are treated, and, at level DEBUG, each column."""
    if not logger.isEnabledFor(logging.INFO):
        return
    described = encoder.describe()
    if not described:
        return  # signals and images
    counts = Counter(column["taken_as"] for column in described)
    told = ", ".join(f"{n} as {name}" for name, n in counts.items())
    logger.info("Columns taken: %s", told)
    for i, column in enumerate(described):
        logger.debug("Column %d: %s", i, column)


def log_training(plan: Plan, game: Any) -> None:
    """Log networks, loss, optimizer and the number of iterations of a training."""
    if game is None:
        logger.info("No network is trained: all new samples are drawn from the kernel")
        return
    names = (getattr(b, "__name__", b) for b in (game.generator, game.discriminator))
    logger.info(
        "Networks %s and %s: loss %s, %s with learning rates %s, batches of %d, z of "
        "%d, up to %d iterations",
        *names,
        game.loss,
        game.optimizer,
        plan.rates,
        game.batch_size,
        game.latent_dim,
        sum(plan.max_iter.values()),
    )


def log_end(name: str, trained: Any) -> None:
    """Log the end of a training, and its last losses."""
    last = {
        n: values[-1]
        for n, values in trained.history.items()
        if values and n != "iteration"
    }
    ended = "was interrupted" if trained.interrupted else "ended"
    told = ", ".join(f"{n} {value:#.4g}" for n, value in last.items())
    logger.info("Training %s %s: %d iterations, %s", name, ended, trained.n_iter, told)
