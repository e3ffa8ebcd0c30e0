"""Read and write files of arrays, images and tables for samplers."""

# Names that are imported `as` themselves are for the command line and not public.
from skgan.datasets._csv import advice as advice
from skgan.datasets._csv import check_dialect as check_dialect
from skgan.datasets._csv import check_target as check_target
from skgan.datasets._csv import load_csv
from skgan.datasets._csv import read_frame as read_frame
from skgan.datasets._csv import read_text as read_text
from skgan.datasets._csv import with_dates as with_dates
from skgan.datasets._dialect import DATES as DATES
from skgan.datasets._dialect import DECIMALS as DECIMALS
from skgan.datasets._dialect import Dialect as Dialect
from skgan.datasets._dialect import TextTable as TextTable
from skgan.datasets._emnist import EMNIST_SPLITS as EMNIST_SPLITS
from skgan.datasets._emnist import emnist_splits as emnist_splits
from skgan.datasets._emnist import load_emnist
from skgan.datasets._etl6 import is_etl6 as is_etl6
from skgan.datasets._etl6 import load_etl6, read_etl6
from skgan.datasets._idx import load_idx
from skgan.datasets._image_folder import PICTURE_SUFFIXES as PICTURE_SUFFIXES
from skgan.datasets._image_folder import first_shape as first_shape
from skgan.datasets._image_folder import load_image_folder
from skgan.datasets._long_tail import make_long_tail
from skgan.datasets._mnist import load_fashion_mnist, load_mnist
from skgan.datasets._names import DIGITS as DIGITS
from skgan.datasets._names import PAGE as PAGE
from skgan.datasets._names import folder_names as folder_names
from skgan.datasets._names import unused as unused
from skgan.datasets._pictures import as_pixels as as_pixels
from skgan.datasets._pictures import check_pillow as check_pillow
from skgan.datasets._pictures import png_of as png_of
from skgan.datasets._write_images import write_image_folder
from skgan.datasets._write_table import NO_PYARROW as NO_PYARROW
from skgan.datasets._write_table import TABLES as TABLES
from skgan.datasets._write_table import TEXTS as TEXTS
from skgan.datasets._write_table import check_excel as check_excel
from skgan.datasets._write_table import excel_of as excel_of
from skgan.datasets._write_table import packed as packed
from skgan.datasets._write_table import parquet_of as parquet_of
from skgan.datasets._write_table import suffix_of as suffix_of
from skgan.datasets._write_table import table_bytes as table_bytes
from skgan.datasets._write_table import text_of as text_of
from skgan.datasets._write_table import tidy as tidy
from skgan.datasets._write_table import whole_beside_gaps as whole_beside_gaps
from skgan.datasets._write_table import write_table

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
    "write_image_folder",
    "write_table",
]
