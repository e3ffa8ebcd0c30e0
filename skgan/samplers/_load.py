"""Load samplers that were saved with their method `save`."""

import warnings
from collections.abc import Callable
from numbers import Real
from typing import Any

import numpy as np

from skgan._files import Damaged, file_path, read_state, refusals
from skgan._spec import PLAYERS
from skgan.exceptions import InputError, LoadError
from skgan.samplers._acgan import ACGANSampler
from skgan.samplers._dcgan import DCGANSampler
from skgan.samplers._gan import GANSampler
from skgan.samplers._save import ATTRIBUTES, FORMAT, NEVER_SAVED, SOMETIMES, VERSION
from skgan.samplers._versions import own_version
from skgan.synthesis import Synthesizer, recipe_for
from skgan.synthesis.saving import Source, read_node
from skgan.validation import class_key, class_numbers

SAMPLERS = {cls.__name__: cls for cls in (ACGANSampler, DCGANSampler, GANSampler)}
DRAWS = range(2**32)  # the seeds that numpy.random.RandomState accepts


def load(
    path: Any,
    *,
    generator: Callable[..., Any] | None = None,
    discriminator: Callable[..., Any] | None = None,
) -> ACGANSampler | DCGANSampler | GANSampler:
    """Load a sampler that was saved with its method `save`.

    The loaded sampler behaves like the saved one: its next samples are identical and
    have the fitted form. No code from the file is run or imported, and invalid content
    is rejected before memory is allocated for it. Therefore, files from unknown sources
    can be loaded safely, although their samples may be bad.

    Parameters
    ----------
    path : path-like
        The file.
    generator, discriminator : callable, default=None
        The callable that built the network, if there was one. A file contains no code.

    Returns
    -------
    sampler : ACGANSampler, DCGANSampler or GANSampler
        The fitted sampler. A file contains only plain values: a callable
        `sampling_strategy` is replaced by the requested total of each class.
        `callbacks` and `checkpoint_dir` are None, and so is a `random_state` that was
        not an int.

    Warns
    -----
    UserWarning
        If the sampler was saved by another version of skgan.

    Raises
    ------
    LoadError
        If the file is damaged, of another kind or of a newer version, or if a callable
        is missing.
    InputError
        If the path is invalid or a folder, or if a callable is given for a network
        that skgan has built.
    NetworkError
        If a callable fails, or builds a network that differs from that in the file.
    TensorFlowNotAvailableError
        If the file has networks, and TensorFlow can't be imported.
    FileNotFoundError
        If the file does not exist. Other errors of the file system are also raised.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler, load
    >>> X, y = make_classification(100, weights=[0.8], random_state=0)
    >>> sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "sampler.skgan"
    ...     sampler.save(path)
    ...     loaded = load(path)
    >>> X_new, y_new = sampler.sample(5)
    >>> bool((loaded.sample(5)[0] == X_new).all())
    True
    """
    sampler: ACGANSampler | DCGANSampler | GANSampler
    sampler, _ = read_sampler(path, generator=generator, discriminator=discriminator)
    return sampler


def read_sampler(
    path: Any,
    *,
    generator: Callable[..., Any] | None = None,
    discriminator: Callable[..., Any] | None = None,
) -> tuple[Any, dict[str, Any]]:
    """Return the sampler in a file and its notes; see `load`."""
    path = file_path(path, "load")
    builders = {"generator": generator, "discriminator": discriminator}
    given = {player: b for player, b in builders.items() if b is not None}
    with refusals(path, Damaged):  # errors of the file system are not changed
        header, arrays = read_state(path)
    with refusals(path):
        check_header(header)
        warn_of_version(header["versions"]["skgan"], path)
        check_given(header["builders"], given, path)
        source = Source(arrays["arrays"])
        parts = [read_node(part, source) for part in header["parts"]]
        parameters, attributes, synthesizer, notes = parts
        sampler = sampler_with(header["sampler"], parameters, given)
        sampler._synthesizer = Synthesizer.from_state(synthesizer, given)
        check_class_head(sampler)
        check_attributes(attributes, sampler._synthesizer.form)
        if not isinstance(notes, dict):
            raise Damaged("The notes in it are not a dict.")
    vars(sampler).update(attributes)
    return sampler, notes


def saved_versions(path: Any) -> dict[str, str]:
    """Return the versions of skgan, Python and libraries that saved a sampler."""
    with refusals(path):
        header, _ = read_state(path)
        check_header(header)
    found: dict[str, str] = header["versions"]
    return found


def check_header(header: Any) -> None:
    """Raise an error if JSON is not that of a saved sampler of a known version."""
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise Damaged("It was not written by the method save of a sampler.")
    seen = header.get("version")
    if type(seen) is int and seen > VERSION:
        raise LoadError(
            f"The file has the version {seen}, and skgan {own_version()} only reads "
            f"versions up to {VERSION}. Upgrade skgan."
        )
    if seen != VERSION:
        raise Damaged(f"Its version is {seen!r:.100}, which does not exist.")
    names = {"format", "version", "sampler", "versions", "builders", "parts"}
    if header.keys() != names:
        raise Damaged(f"Its JSON has {sorted(header)!s:.200}, not {sorted(names)}.")
    found, builders = header["versions"], header["builders"]
    if "skgan" not in found or not all(isinstance(v, str) for v in found.values()):
        raise Damaged(f"It has the invalid versions {found!r:.100}.")
    known = builders.keys() <= {*PLAYERS}
    if not known or not all(isinstance(name, str) for name in builders.values()):
        raise Damaged(f"It has the invalid builders {builders!r:.100}.")


def warn_of_version(saved: str, path: Any) -> None:
    """Warn if a sampler was saved by another version of skgan."""
    if saved != own_version():
        warnings.warn(
            f"{path} was saved by skgan {saved:.100} and is loaded by {own_version()}. "
            "Its samples may differ. Use the version that saved it, or fit it again.",
            UserWarning,
            stacklevel=4,
        )


def check_given(needed: dict[str, str], given: dict[str, Any], path: Any) -> None:
    """Raise an error if builders are missing or not needed."""
    for player, builder in given.items():
        if player not in needed:
            raise InputError(
                f"load got {player}={builder!r}, but skgan itself built the {player} "
                f"in {path}. Leave it out."
            )
        if not callable(builder):
            raise InputError(
                f"load got {player}={builder!r}, which is not a callable. Give the "
                "callable that built the network."
            )
    for player, name in needed.items():
        if player not in given:
            raise LoadError(
                f"The {player} in {path} was built by the callable {name!r:.100}, and "
                f"a file contains no code. Pass it: load(path, {player}={name:.100})."
            )


def sampler_with(name: Any, parameters: Any, given: dict[str, Any]) -> Any:
    """Return an unfitted sampler; it validates the values of its parameters itself."""
    if name not in SAMPLERS:
        raise Damaged(f"It has a sampler of the unknown class {name!r:.100}.")
    wrong = sorted(parameters.keys() ^ SAMPLERS[name]().get_params().keys())
    if wrong:
        raise Damaged(f"Its parameters are missing or unknown: {wrong!s:.200}.")
    for never in NEVER_SAVED:
        if parameters[never] is not None:
            raise Damaged(
                f"It has {never}={parameters[never]!r:.100}, which a file must not set."
            )
    sampler = SAMPLERS[name](**parameters | given)
    sampler._validate_params()
    return sampler


def check_class_head(sampler: Any) -> None:
    """Raise an error unless the discriminator has a class head if it should."""
    game, name = sampler._synthesizer.game, type(sampler).__name__
    if game is None:
        return
    recipe = recipe_for(name, None, game.spec.shape, sampler._synthesizer.kind)
    if recipe.class_head != game.spec.class_head:
        raise Damaged(f"Its networks are not those of {name}.")


def check_attributes(attributes: dict[str, Any], form: Any) -> None:
    """Raise an error unless the other attributes of a sampler fit its synthesizer."""
    if not {*ATTRIBUTES} <= attributes.keys() <= {*ATTRIBUTES, *SOMETIMES}:
        raise Damaged(f"It has the attributes {sorted(attributes)!s:.200}.")
    n_features, wanted = attributes["n_features_in_"], attributes["sampling_strategy_"]
    n_draws = attributes["_n_draws"]
    names, mask = (attributes.get(name) for name in SOMETIMES)
    labels = class_numbers(form.classes)
    numbers = wanted.values()
    fits = {
        "n_features_in_": type(n_features) is int and n_features == form.row_shape[0],
        # The operator `in` iterates over a range for any type other than int.
        "_n_draws": type(n_draws) is int and n_draws in DRAWS,
        "sampling_strategy_": {*map(class_key, wanted)} <= {*labels}
        and all(isinstance(n, Real) and 0 <= float(n) < np.inf for n in numbers),
        "feature_names_in_": names is None
        or names.shape == form.row_shape[:1]
        and all(isinstance(name, str) for name in names),
        "synthetic_mask_": mask is None or (mask.dtype, mask.ndim) == (bool, 1),
    }
    for name, is_fine in fits.items():
        if not is_fine:
            raise Damaged(f"Its {name} does not fit the rest of the file.")
