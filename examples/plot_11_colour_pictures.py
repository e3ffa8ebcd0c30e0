"""
Colour pictures, and the FID of each class
==========================================

Arrays of shape (n, height, width, 3) are treated as colour pictures. The pictures in
this example are pieces of the two photographs of scikit-learn. Pieces of the pagoda
and of the flower are rare. The example generates more of them, and then measures the
Fréchet inception distance (FID) of each class.
"""

from functools import partial

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_sample_images
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split

from skgan import ACGANSampler
from skgan.inspection import MetricByClassDisplay, NearestRowsDisplay, SampleGridDisplay
from skgan.metrics import frechet_inception_distance

SIDE = 24
china, flower = load_sample_images().images
places = {  # a photograph, its rows and its columns
    "leaves": [(flower, (64, 320), (0, 160)), (flower, (64, 320), (480, 624))],
    "sky": [(china, (0, 160), (352, 640))],
    "trees": [(china, (344, 416), (320, 464)), (china, (192, 416), (568, 640))],
    "pagoda": [(china, (112, 352), (106, 206))],
    "petals": [(flower, (112, 336), (208, 400))],
}

pieces, names = [], []
for name, parts in places.items():
    for photograph, (top, bottom), (left, right) in parts:
        for row in range(top, bottom - SIDE + 1, SIDE):
            for column in range(left, right - SIDE + 1, SIDE):
                pieces.append(photograph[row : row + SIDE, column : column + SIDE])
                names.append(name)
X, y = np.stack(pieces), np.array(names)
X, X_test, y, y_test = train_test_split(X, y, test_size=0.5, stratify=y, random_state=0)

# %%
# Of the pagoda and of the petals, ten pictures are left for the training.

kept = np.concatenate(
    [
        np.flatnonzero(y == name)[: 10 if name in ("pagoda", "petals") else None]
        for name in places
    ]
)
X, y = X[kept], y[kept]
print(X.shape, X.dtype, {name: int((y == name).sum()) for name in places})

# %%
# For pictures, no network is trained by default. New pictures are made from real ones:
# the kernel shifts and bends them, and changes their colours a little, as the training
# pictures of a class differ in these ways. Which changes are made is chosen by
# comparing policies, if there are enough pictures.

sampler = ACGANSampler(random_state=0)
X_new, y_new = sampler.fit_resample(X, y)
print(X_new.shape, X_new.dtype, "policy:", sampler.policy_.name)
SampleGridDisplay.from_estimator(sampler, n_samples=12)
plt.show()

# %%
# Are they copies? These are the generated pictures that are nearest to a real one.

NearestRowsDisplay.from_estimator(sampler, X, y, classes=["pagoda", "petals"])
plt.show()

# %%
# The FID compares features of generated and of real pictures. The usual features are
# those of a network that was trained on photographs, ``features="inception"``. It has
# to be downloaded once. This example uses the first principal components of the
# pictures, and any function of pictures is possible.
#
# The FID depends on the number of pictures: the fewer, the larger. Therefore, do not
# compare the dots of two classes with each other. Compare each dot with the diamond of
# the same class: this is the FID of as many real pictures.

pca = PCA(5, random_state=0).fit(X.reshape(len(X), -1))


def features(pictures):
    """Return five principal components of each picture, in units of their spread."""
    flat = np.reshape(pictures, (len(pictures), -1))
    return pca.transform(flat) / np.sqrt(pca.explained_variance_)


fid = partial(frechet_inception_distance, features=features)
display = MetricByClassDisplay.from_estimator(
    sampler, X_test, y_test, metrics={"FID": fid}
)
plt.show()
display.frame.round(2)

# %%
# No dot is clearly above its diamond. With so few pictures, chance matters: a dot can
# also be below its diamond. A small FID says that the features have similar means and
# covariances. It does not say that a classifier gets better: see
# :doc:`plot_07_worth_it`.
