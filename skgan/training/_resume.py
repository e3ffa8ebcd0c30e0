"""Save and restore the state of a running training."""

import numpy as np

from skgan._files import State, random_values, set_random_state
from skgan.exceptions import NetworkError

__all__ = ["check_shapes", "resume", "take_state"]


def take_state(run):
    """Return the state from which a run can be resumed with identical results.

    For a run that has ended, the state only consists of its networks.
    """
    values = {
        "has_ended": run.has_ended,
        "n_iter": run.n_iter,
        "n_restarts": run.n_restarts,
        "rates": run.rates.tolist(),
        "rate_factor": run.rate_factor,
        "history": run.history,
        "best_score": run.best_score,
        "n_waited": run.n_waited,
        "n_chunks": run.data.n_chunks,
        "random_state": random_values(run.random_state),
    }
    best = run.best_weights
    if run.has_ended:
        best = best or run.program.weights()
    generator, discriminator = best or ([], [])
    return State(
        values,
        {
            "generator": generator,
            "discriminator": discriminator,
            "program": [] if run.has_ended else run.good,
        },
    )


def resume(run, state):
    """Restore a state that `take_state` returned."""
    values, arrays = state
    program = run.program
    if arrays["generator"]:
        run.best_weights = (arrays["generator"], arrays["discriminator"])
        check_shapes(program, *run.best_weights)
    if arrays["program"]:
        check_equal_shapes(run.good, arrays["program"])
        run.good = arrays["program"]
        program.set_state(run.good)
    set_random_state(run.random_state, values["random_state"])
    run.rates = np.array(values["rates"])
    run.data.n_chunks = values.get("n_chunks", 0)  # of streams, which are newer
    for name in (
        "has_ended",
        "n_iter",
        "n_restarts",
        "rate_factor",
        "history",
        "best_score",
        "n_waited",
    ):
        setattr(run, name, values[name])


def check_shapes(program, generator, discriminator):
    """Raise an error if weights do not fit the networks of a program."""
    check_equal_shapes(program.generator.get_weights(), generator)
    check_equal_shapes(program.discriminator.get_weights(), discriminator)


def check_equal_shapes(expected, seen):
    """Raise an error if arrays do not have the expected shapes."""
    expected, seen = ([array.shape for array in arrays] for arrays in (expected, seen))
    if expected != seen:
        raise NetworkError(
            f"The networks in checkpoint_dir have weights of the shapes {seen}, but "
            f"generator and discriminator make networks of {expected}. Give the "
            "callables of that fit, or another checkpoint_dir."
        )
