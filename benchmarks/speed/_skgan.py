"""skgan through its front door."""

import warnings

from _clock import Times, timed
from _settings import builders, make_data
from sklearn.exceptions import ConvergenceWarning

FEW = 25  # steps of the fit whose time is subtracted: one chunk


class SkganFit:
    """Time ``ACGANSampler.fit``: a long fit less a short one, by the steps between.

    So encoding, drawing weights and whatever else a fit does once drop out, while
    all that comes with the steps stays in: drawing rows, history, copies of the
    weights to go back to, checks of the losses. A first fit does the tracing.

    Parameters
    ----------
    setting : Setting
        The game.
    """

    name = "skgan"

    def __init__(self, setting):
        self.setting = setting
        self.X, self.y = make_data(setting)
        self.fit(1)
        self.fit(FEW + 1)

    def fit(self, max_iter):
        """Fit anew."""
        from skgan import ACGANSampler

        s = self.setting
        generator, discriminator = builders(s)
        custom = s.networks == "wide"
        sampler = ACGANSampler(
            generator=generator if custom else "auto",
            discriminator=discriminator if custom else "auto",
            latent_dim=s.latent_dim,
            loss=s.loss,
            batch_size=s.batch,
            n_discriminator_steps=s.n_discriminator_steps,
            learning_rate=1e-3,
            max_iter=max_iter,
            random_state=0,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            sampler.fit(self.X, self.y)

    def timed(self):
        """Return the times of one step."""
        short = timed(self.fit, FEW)
        long = timed(self.fit, FEW + self.setting.n_steps)
        return Times(
            *((b - a) / self.setting.n_steps for a, b in zip(short, long, strict=True))
        )
