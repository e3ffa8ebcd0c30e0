"""ctgan's CTGAN: what an eager PyTorch loop takes."""

import warnings
from unittest import mock

import pandas as pd
from _clock import Times, now
from _settings import make_data
from joblib import parallel_config

N_STEPS = 20  # timed in one turn, after one epoch that is not


class CTGANLoop:
    """Time CTGAN's own training loop with its default networks and game.

    Those are 256-256, WGAN-GP, pac 10 and one discriminator step. Its set-up, a
    Gaussian mixture for every column, is left out: the clock is read at the start of
    each epoch, by way of the progress bar that goes through them, and the first epoch
    is a warm-up.

    Parameters
    ----------
    setting : Setting
        The data and the batch.

    Raises
    ------
    ImportError
        When ctgan is not installed.
    """

    name = "ctgan"

    def __init__(self, setting):
        from ctgan.synthesizers import ctgan

        self.module = ctgan
        X, y = make_data(setting)
        self.frame = pd.DataFrame(X, columns=[f"x{i}" for i in range(X.shape[1])])
        self.frame["label"] = y.astype(str)
        self.batch = setting.ctgan_batch

    def timed(self):
        """Return the times of one step."""
        steps_an_epoch = len(self.frame) // self.batch
        n_epochs = -(-N_STEPS // steps_an_epoch)
        readings = []

        def epochs(iterable, **_):
            for epoch in iterable:
                readings.append(now())
                yield epoch
            readings.append(now())

        model = self.module.CTGAN(
            batch_size=self.batch, epochs=1 + n_epochs, enable_gpu=False
        )
        with (
            mock.patch.object(self.module, "tqdm", epochs),
            warnings.catch_warnings(),
            parallel_config(backend="sequential"),
        ):
            warnings.simplefilter("ignore")
            model.fit(self.frame, ["label"])
        _, first, *_, last = readings
        n_steps = n_epochs * steps_an_epoch
        return Times(*((b - a) / n_steps for a, b in zip(first, last, strict=True)))
