"""
An MLP GAN against a DCGAN
==========================

This example compares a fully connected GAN and a convolutional one on the same digits,
with the same number of updates and the same metrics. Both networks get the class as an
input, so that a single training is enough for all digits. All other parameters have
their default values.
"""

from time import process_time

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from skgan import DCGANSampler, GANSampler
from skgan.inspection import LossCurveDisplay, SampleGridDisplay, latent_grid
from skgan.metrics import discriminability, frechet_distance

X, y = load_digits(n_class=4, return_X_y=True)
X, X_test, y, y_test = train_test_split(X, y, test_size=0.3, stratify=y, random_state=0)
totals = {digit: int((y == digit).sum()) + 1 for digit in range(4)}  # all are trained
same = {
    "sample_shape": (8, 8),
    "kernel_fraction": 0,
    "max_iter": 500,
    "random_state": 0,
}
samplers = {
    "MLP GAN": GANSampler(totals, **same),
    "DCGAN": DCGANSampler(totals, **same),
}
seconds = {}
for name, sampler in samplers.items():
    start = process_time()
    sampler.fit(X, y)
    seconds[name] = process_time() - start

# %%
# Samples of both GANs from the same grid of latent vectors:

for name, sampler in samplers.items():
    samples, classes = latent_grid(sampler, 12)
    display = SampleGridDisplay.from_results(samples, classes, sampler=sampler)
    display.figure_.suptitle(name)
plt.show()

# %%
# The losses of both trainings:

figure, axes = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
for ax, (name, sampler) in zip(axes, samplers.items(), strict=True):
    LossCurveDisplay.from_estimator(sampler, ax=ax)
    ax.set_title(name)
plt.show()

# %%
# Metrics. The Fréchet distance is computed on pixels (lower is better).
# Discriminability is the share of samples that a classifier trained on real digits
# assigns to the requested class. The first row shows what real training digits reach.
# Seconds are processor time.

rows = {"real training digits": (X, y)}
rows |= {
    name: sampler.sample(dict.fromkeys(range(4), 100))
    for name, sampler in samplers.items()
}
pd.DataFrame(
    {
        name: {
            "Fréchet distance": frechet_distance(X_test, made),
            "discriminability": discriminability(
                X_test, y_test, made, digits, random_state=0
            ),
            "seconds": seconds.get(name, np.nan),
        }
        for name, (made, digits) in rows.items()
    }
).T.round(2)

# %%
# An older project made the same comparison. Its networks are available as
# ``GANSampler(preset="mlp-gan")`` and ``DCGANSampler(preset="dcgan-mnist")``. They are
# designed for images of 28 x 28 pixels and about 30,000 updates. After 200 updates on
# these digits, its MLP GAN makes blurred digits, and its DCGAN always the same image.
