"""
Digits with an AC-GAN
=====================

``sample_shape`` converts flat rows to images. This example trains an AC-GAN on all ten
digits, three of which are rare. It shows the samples that the sampler returns, and
those that the generator makes alone.
"""

import matplotlib.pyplot as plt
from imblearn.datasets import make_imbalance
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from skgan import ACGANSampler
from skgan.inspection import (
    LossCurveDisplay,
    MetricByClassDisplay,
    SampleGridDisplay,
    latent_grid,
)

X, y = load_digits(return_X_y=True)
X, X_test, y, y_test = train_test_split(X, y, test_size=0.3, stratify=y, random_state=0)
rare = dict.fromkeys((3, 5, 8), 20)
X, y = make_imbalance(X, y, sampling_strategy=rare, random_state=0)
sampler = ACGANSampler(sample_shape=(8, 8), max_iter=600, random_state=0).fit(X, y)

# %%
# These are the samples that ``sample`` and ``fit_resample`` return. Three quarters are
# made by the kernel, which bends real digits in the ways in which digits vary. One
# quarter is made by the generator, and selected by the class head.

SampleGridDisplay.from_estimator(sampler)
plt.show()

# %%
# The generator alone. Each column has one latent vector, which determines everything
# except the class, such as slant, thickness and position.

samples, classes = latent_grid(sampler, 10)
SampleGridDisplay.from_results(samples, classes, sampler=sampler)
plt.show()

# %%
# The losses show that the training is stable. They say nothing about the quality of the
# images.

LossCurveDisplay.from_estimator(sampler)
plt.show()

# %%
# The report does: it shows each figure next to the figure that real digits reach.

report = sampler.report(X_test, y_test)
report

# %%
# The same as a plot, for three of the figures. The three rare digits have a gray
# background.

MetricByClassDisplay.from_report(report)
plt.show()
