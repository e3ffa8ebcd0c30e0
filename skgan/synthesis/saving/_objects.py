"""skgan's own plain classes by name: all that a file may have objects of."""

from dataclasses import MISSING
from dataclasses import fields as dataclass_fields

from skgan._files._refusals import Damaged
from skgan._spec import NetworkSpec
from skgan.encoding import (
    ImageEncoder,
    MixedEncoder,
    RowEncoder,
    SignalEncoder,
    TabularEncoder,
)
from skgan.encoding._categories import CategoryColumn, RankColumn
from skgan.encoding._columns import DateColumn, NumberColumn
from skgan.kernels import ImageKernel, LinearKernel, MixedKernel, SignalKernel
from skgan.synthesis._synthesizer import EncodedSampler

__all__ = ["fields_of", "object_of"]

# Attributes of a fitted encoder or column that are kept; those after the bar are not
# always there.
ENCODERS = {
    TabularEncoder: "dtype_ minimum_ maximum_ whole_ unit_ mean_ scale_ axes_"
    " | deviation_",
    SignalEncoder: "channels_",
    RowEncoder: "columns_ n_columns_",
    MixedEncoder: "categorical max_categories dtype_ names_ columns_ fill_ tabular_",
    ImageEncoder: "value_range dtype_ minimum_ maximum_ low_ high_",
    NumberColumn: "dtype_ n_missing_ whole_ minimum_ maximum_",
    DateColumn: "dtype_ n_missing_ whole_ minimum_ maximum_ kind_ first_ last_ unit_",
    RankColumn: "dtype_ n_missing_ levels_",
    CategoryColumn: "dtype_ max_categories levels_ counts_ missing_ has_missing_",
}
DATACLASSES = (
    EncodedSampler,
    ImageKernel,
    LinearKernel,
    MixedKernel,
    NetworkSpec,
    SignalKernel,
)
PLAIN = {cls.__name__: cls for cls in (*ENCODERS, *DATACLASSES)}
OF_TRAINING = ("Game", "TrainedNetworks")


def class_named(name):
    """Return the class of a name, or None.

    The names are looked up here and nowhere else, so that a file can import nothing.
    """
    if name in OF_TRAINING:
        from skgan import training  # only files with networks pay for TensorFlow

        return {"Game": training.Game, "TrainedNetworks": training.TrainedNetworks}[
            name
        ]
    return PLAIN.get(name)


def field_names(cls):
    """Return the names of a class's fields, and those of them that are always there."""
    if cls in ENCODERS:
        always, _, sometimes = ENCODERS[cls].partition("|")
        return {*always.split(), *sometimes.split()}, {*always.split()}
    # What a later release adds to a dataclass has a default, so old files stay good.
    names = {field.name for field in dataclass_fields(cls)}
    return names, names - {f.name for f in dataclass_fields(cls) if has_default(f)}


def has_default(field):
    """Return whether a field of a dataclass may be left out."""
    return field.default is not MISSING or field.default_factory is not MISSING


def fields_of(value):
    """Return name and fields of an object, or None twice where its class is unknown."""
    cls = type(value)
    if class_named(cls.__name__) is not cls:
        return None, None
    kept, _ = field_names(cls)
    return cls.__name__, {n: v for n, v in vars(value).items() if n in kept}


def object_of(name, fields):
    """Return the object of a class with these fields.

    Raises
    ------
    Damaged
        When the class or a field is unknown, or a field is missing.
    """
    cls = class_named(name) if isinstance(name, str) else None
    if cls is None:
        raise Damaged(f"It has an object of the unknown class {name!r}.")
    names, always = field_names(cls)
    if not always <= fields.keys() <= names:
        wrong = sorted(map(str, (always - fields.keys()) | (fields.keys() - names)))
        raise Damaged(f"Its {name} lacks, or has in excess, {wrong[:5]}.")
    if cls not in ENCODERS:
        return cls(**fields)
    encoder = cls.__new__(cls)
    vars(encoder).update(fields)
    return encoder
