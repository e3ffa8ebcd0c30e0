"""
Interpolation in the latent space, and an animation of the training
===================================================================

This example shows the samples between two latent vectors, and how the samples of a
generator develop from noise during its training.
"""

import tempfile
from base64 import b64encode
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits

from skgan import ACGANSampler
from skgan.callbacks import SnapshotRecorder
from skgan.inspection import SampleGridDisplay, latent_interpolation, save_animation

X, y = load_digits(n_class=5, return_X_y=True)
totals = {digit: int((y == digit).sum()) + 1 for digit in range(5)}  # all are trained
recorder = SnapshotRecorder(every=50, n_samples=8)
sampler = ACGANSampler(
    totals, sample_shape=(8, 8), max_iter=600, callbacks=[recorder], random_state=0
).fit(X, y)

# %%
# The path from one latent vector to another, for each class. The images should change
# smoothly. A jump between two images would indicate that the generator has memorised
# training rows.

path, classes = latent_interpolation(sampler, n_steps=12)
SampleGridDisplay.from_results(path, classes, sampler=sampler)
plt.show()

# %%
# The callback has kept samples of fixed latent vectors every 50 updates.

moments = [recorder.snapshots_[i] for i in (0, 3, len(recorder.snapshots_) - 1)]
figure, axes = plt.subplots(1, 3, figsize=(10, 2.6), layout="constrained")
for ax, moment in zip(axes, moments, strict=True):
    moment.display.plot(ax)
    ax.set_title(f"{moment.n_iter} updates")
plt.show()

# %%
# ``save_animation`` writes all of them to a GIF.


class Picture:
    """Show a GIF in a notebook, or on this page."""

    def __init__(self, path):
        self.data = b64encode(Path(path).read_bytes()).decode()

    def _repr_html_(self):
        return f'<img alt="digits emerge" src="data:image/gif;base64,{self.data}">'


with tempfile.TemporaryDirectory() as folder:
    save_animation(Path(folder) / "training.gif", recorder, duration=250)
    picture = Picture(Path(folder) / "training.gif")
picture

# %%
# How far are neighbours on the path from each other, compared with two arbitrary
# samples of the class?

steps = np.linalg.norm(np.diff(path.reshape(5, 12, 64), axis=1), axis=2)
anywhere, _ = sampler.sample(
    dict.fromkeys(range(5), 40), z=np.random.RandomState(0).normal(size=(200, 64))
)
pairs = anywhere.reshape(5, 20, 2, 64)
distances = np.linalg.norm(pairs[:, :, 0] - pairs[:, :, 1], axis=2)
print(f"a step of the path: {steps.mean():.0f}, two samples: {distances.mean():.0f}")
