"""
Resume a training, save a sampler
=================================

A fit with ``checkpoint_dir`` that is killed goes on where it was, to the same bits. A
fitted sampler is a file from which no code is run.
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
    """End the process in the midst of a training."""

    def on_epoch_end(self, epoch, logs=None):
        """Be told once in 25 updates."""
        if logs["iteration"] >= 200:
            raise SystemExit("The power is off.")


# %%
# The first try ends early.

try:
    ACGANSampler(
        max_iter=500, checkpoint_dir=state, callbacks=[PowerCut()], random_state=0
    ).fit(X, y)
except SystemExit as end:
    print(end, sorted(path.name for path in state.iterdir()))

# %%
# The same call goes on and ends as if nothing had happened.

resumed = ACGANSampler(max_iter=500, checkpoint_dir=state, random_state=0).fit(X, y)
whole = ACGANSampler(max_iter=500, random_state=0).fit(X, y)
print(np.array_equal(resumed.sample(50)[0], whole.sample(50)[0]))
LossCurveDisplay.from_estimator(resumed)
plt.show()

# %%
# Saved and loaded, it draws on where it was.

path = Path(folder.name) / "cancer.skgan"
resumed.save(path)
again = load(path)
rows, classes = again.sample({0: 5})
print(f"{path.stat().st_size / 1024:.0f} KiB", rows.equals(resumed.sample({0: 5})[0]))
folder.cleanup()
rows.iloc[:, :5]
