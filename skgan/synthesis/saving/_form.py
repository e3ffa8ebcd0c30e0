"""The form of X and y, which generated samples come back in, as plain values."""

from imblearn.utils._validation import ArraysTransformer
from scipy import sparse

from skgan._files._refusals import Damaged
from skgan.encoding import MixedEncoder, RowEncoder
from skgan.synthesis.saving._checks import check_fits
from skgan.synthesis.saving._pandas import is_dtype

__all__ = ["check_form", "form_of", "plain_form", "sparse_type_of"]

SPARSE = ("csr_matrix", "csr_array", "csc_matrix", "csc_array")  # what is validated to
LONGEST_NAME = 100  # of a type
FRAMES = ("dataframe", "series")  # whose columns, names and dtypes come back


def plain_form(form):
    """Return imbalanced-learn's ArraysTransformer as dicts.

    Examples
    --------
    >>> import pandas as pd
    >>> from imblearn.utils._validation import ArraysTransformer
    >>> from skgan.synthesis.saving._form import form_of, plain_form
    >>> table = pd.DataFrame({"a": [1, 2]})
    >>> plain = plain_form(ArraysTransformer(table, [0, 1]))
    >>> form_of(plain, n_features=1).x_props["dtypes"]
    a    int64
    dtype: object
    """
    return {"X": plain_side(form.x_props), "y": plain_side(form.y_props)}


def plain_side(props):
    kind = props["type"]
    if kind.lower() not in FRAMES:
        return {"type": kind}
    dtypes = props["dtypes"]
    return props | {"dtypes": list(dtypes) if kind.lower() == "dataframe" else dtypes}


def form_of(plain, n_features):
    """Return the ArraysTransformer of what `plain_form` returned.

    Raises
    ------
    Damaged
        When it is not of samples with this number of columns.
    """
    form = ArraysTransformer.__new__(ArraysTransformer)
    form.x_props, form.y_props = side_of(plain["X"]), side_of(plain["y"])
    columns = form.x_props["columns"]
    if columns is not None and len(columns) != n_features:
        raise Damaged(f"It has {len(columns)} columns, not {n_features}.")
    return form


def side_of(plain):
    """Return what ArraysTransformer remembers of X or of y."""
    kind = plain["type"]
    if not isinstance(kind, str) or len(kind) > LONGEST_NAME:
        raise Damaged(f"X or y has the type {kind!r}.")
    props = {"type": kind, "columns": None, "name": None, "dtypes": None}
    if kind.lower() in FRAMES:
        props |= {name: plain[name] for name in ("columns", "name", "dtypes")}
    if kind.lower() == "dataframe":
        props["dtypes"] = by_column(props["columns"], props["dtypes"])
    elif kind.lower() == "series" and not is_dtype(props["dtypes"]):
        raise Damaged(f"A series has the dtype {props['dtypes']!r}.")
    return props


def by_column(columns, dtypes):
    """Return dtypes as a DataFrame has them."""
    import pandas as pd

    if not isinstance(columns, pd.Index) or not all(map(is_dtype, dtypes)):
        raise Damaged(f"The columns {columns!r} have the dtypes {dtypes!r}.")
    if len(columns) != len(dtypes):
        raise Damaged(f"{len(columns)} columns have {len(dtypes)} dtypes.")
    return pd.Series(dtypes, index=columns, dtype=object)


def sparse_type_of(name):
    """Return the sparse type of a name, or None.

    Raises
    ------
    Damaged
        When it is none of those that samplers validate to.
    """
    if name is not None and name not in SPARSE:
        raise Damaged(f"X was of the unknown sparse type {name!r}.")
    return None if name is None else getattr(sparse, name)


def check_form(form, sparse_type, encoder):
    """Raise unless what an encoder of a mixed table makes has the form of X.

    Raises
    ------
    Damaged
        When it has not.
    """
    encoder = encoder.columns_ if isinstance(encoder, RowEncoder) else encoder
    if not isinstance(encoder, MixedEncoder):
        return
    props = form.x_props
    is_frame = props["type"].lower() == "dataframe"
    check_fits(is_frame == (encoder.dtype_ is None), "form")
    if is_frame:
        check_fits(sparse_type is None, "form")
        check_fits(props["columns"].equals(encoder.names_), "names_")
        dtypes = [column.dtype_ for column in encoder.columns_]
        check_fits(list(props["dtypes"]) == dtypes, "dtype of a column")
