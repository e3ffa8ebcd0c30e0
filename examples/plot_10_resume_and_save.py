"""
Resume a training and save a sampler
====================================

A fit with ``checkpoint_dir`` that is killed can be resumed, and gives the same result
as an uninterrupted fit. A fitted sampler can be saved to a file that does not run code
when it is loaded.
"""

import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from imblearn.datasets import make_imbalance
from sklearn.datasets import load_breast_cancer

from skgan import ACGANSampler, load
from skgan.inspection import LossCurveDisplay

X, y = load_breast_cancer(return_X_y=True, as_frame=True)
X, y = make_imbalance(X, y, sampling_strategy={0: 40, 1: 200}, random_state=0)
folder = tempfile.TemporaryDirectory()
state = Path(folder.name) / "state"


class PowerCut:
    """End the process during a training."""

    def on_epoch_end(self, epoch, logs=None):
        """Raise an exception after 200 updates; called every 25 updates."""
        if logs["iteration"] >= 200:
            raise SystemExit("The power is off.")


# %%
# The first attempt is interrupted.

try:
    ACGANSampler(
        max_iter=500, checkpoint_dir=state, callbacks=[PowerCut()], random_state=0
    ).fit(X, y)
except SystemExit as end:
    print(end, sorted(path.name for path in state.iterdir()))

# %%
# The same call resumes the training. The result is that of an uninterrupted fit.

resumed = ACGANSampler(max_iter=500, checkpoint_dir=state, random_state=0).fit(X, y)
whole = ACGANSampler(max_iter=500, random_state=0).fit(X, y)
print(np.array_equal(resumed.sample(50)[0], whole.sample(50)[0]))
LossCurveDisplay.from_estimator(resumed)
plt.show()

# %%
# After saving and loading, the sampler continues to draw where it stopped.

path = Path(folder.name) / "cancer.skgan"
resumed.save(path)
again = load(path)
rows, classes = again.sample({0: 5})
print(f"{path.stat().st_size / 1024:.0f} KiB", rows.equals(resumed.sample({0: 5})[0]))
folder.cleanup()
rows.iloc[:, :5]
