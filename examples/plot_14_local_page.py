"""
The local page
==============

``skgan app`` opens a web page on your own machine, on which you can look at data, train
samplers and browse their samples without writing code. This example shows what the
page needs, and what it looks like.
"""

import tempfile
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits, load_wine

from skgan import ACGANSampler, load
from skgan.datasets import load_image_folder, write_image_folder, write_table
from skgan.inspection import SampleGridDisplay

# sphinx_gallery_thumbnail_path = "images/app_generate.png"

# %%
# The page works on a folder. It shows tables (CSV, parquet, Excel), ``.npz`` files, and
# folders of pictures with a sub-folder for each class. Here, the folder gets a table
# and some pictures.

temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
X, y = load_wine(return_X_y=True, as_frame=True)
write_table(folder / "wine.csv", X, y.rename("cultivar"))
digits, names = load_digits(n_class=3, return_X_y=True)
pictures = np.rint(digits.reshape(-1, 8, 8, 1) * 255 / 16).astype(np.uint8)
write_image_folder(folder / "digits", pictures[:90], names[:90])
print(sorted(path.name for path in folder.iterdir()))

# %%
# Install the packages of the page, from a checkout of skgan, and start it. The command
# prints the address of the page and opens it in your browser. No other machine can open
# it.
#
# .. code-block:: bash
#
#     pip install '.[app]'
#     skgan app data/
#
# Click a file or a folder to see its classes and some of its samples.
#
# .. image:: /images/app_data.png
#    :alt: The files of a folder, and the pictures of five classes of one of them
#
# *Train a sampler* and *Train* lead to a model, whose samples can be browsed and
# downloaded. Click one to see it next to the nearest training pictures. A training
# continues if you close the page.
#
# .. image:: /images/app_generate.png
#    :alt: Three rows of seven generated pictures, and buttons to download them
#
# Further views show reports on the models, compare classifiers with and without
# over-sampling, and animate the training. See :doc:`/app`.

# %%
# The page uses the functions of this documentation, so that you can continue in Python.
# Its models are ordinary files in ``.skgan/models`` of the folder. The next lines do
# what the page does for the pictures: read, fit, save; load, draw.

data = load_image_folder(folder / "digits", (8, 8))
path = folder / "digits.skgan"
ACGANSampler(kernel_fraction=1, random_state=0).fit(data.data, data.target).save(path)
sampler = load(path)
SampleGridDisplay.from_estimator(sampler)
temporary.cleanup()
