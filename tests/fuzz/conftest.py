"""How many examples are tried: 100 in the test suite, 2,000 by `make fuzz`."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile("fuzz", max_examples=2000, print_blob=True)


def examples(share):
    """Return the settings of a test that has a share of all examples.

    In the test suite they are always the same, so that it does not fail by chance.
    """
    n_examples = settings().max_examples
    phases = [*Phase]
    if n_examples <= 100:  # to make a failure small takes minutes
        phases.remove(Phase.shrink)
        phases.remove(Phase.explain)
    return settings(
        max_examples=round(share * n_examples),
        deadline=None,
        derandomize=n_examples <= 100,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
