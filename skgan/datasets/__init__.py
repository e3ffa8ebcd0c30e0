"""Readers of files: arrays, images and tables as the samplers take them."""

from skgan.datasets._csv import load_csv
from skgan.datasets._emnist import load_emnist
from skgan.datasets._etl6 import load_etl6, read_etl6
from skgan.datasets._idx import load_idx
from skgan.datasets._image_folder import load_image_folder
from skgan.datasets._long_tail import make_long_tail
from skgan.datasets._mnist import load_fashion_mnist, load_mnist

__all__ = [
    "load_csv",
    "load_emnist",
    "load_etl6",
    "load_fashion_mnist",
    "load_idx",
    "load_image_folder",
    "load_mnist",
    "make_long_tail",
    "read_etl6",
]
