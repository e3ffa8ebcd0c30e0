"""What carries signals and images through samplers of tables."""


class Flat:
    """An over-sampler of imbalanced-learn on flat rows."""

    def __init__(self, sampler):
        self.sampler = sampler

    def fit_resample(self, X, y):
        """Resample samples of any shape as rows."""
        flat, y = self.sampler.fit_resample(X.reshape(len(X), -1), y)
        return flat.reshape(-1, *X.shape[1:]), y
