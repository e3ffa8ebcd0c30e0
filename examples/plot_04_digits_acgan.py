"""
Digits with an AC-GAN
=====================

Flat rows become images by ``sample_shape``. We train on all ten digits, of which three
are rare, and look at what the sampler returns, and at what its generator makes alone.
"""

import matplotlib.pyplot as plt
from imblearn.datasets import make_imbalance
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from skgan import ACGANSampler
from skgan.inspection import LossCurveDisplay, SampleGridDisplay, latent_grid

X, y = load_digits(return_X_y=True)
X, X_test, y, y_test = train_test_split(X, y, test_size=0.3, stratify=y, random_state=0)
rare = dict.fromkeys((3, 5, 8), 20)
X, y = make_imbalance(X, y, sampling_strategy=rare, random_state=0)
sampler = ACGANSampler(sample_shape=(8, 8), max_iter=600, random_state=0).fit(X, y)

# %%
# What ``sample`` and ``fit_resample`` return: three quarters are real digits bent along
# the ways in which digits differ, one quarter is the generator's, chosen by the class
# head.

SampleGridDisplay.from_estimator(sampler)
plt.show()

# %%
# The generator alone. Each column has one latent vector, which decides what is not the
# class: slant, thickness, place.

samples, classes = latent_grid(sampler, 10)
SampleGridDisplay.from_results(samples, classes, sampler=sampler)
plt.show()

# %%
# The losses say that neither player has lost. They say nothing about the pictures.

LossCurveDisplay.from_estimator(sampler)
plt.show()

# %%
# The report does: each figure beside the one that real digits reach.

report = sampler.report(X_test, y_test)
