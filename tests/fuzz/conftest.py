"""How many examples are tried: 100 in the test suite, 2,000 by `make fuzz`."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile("fuzz", max_examples=2000, print_blob=True)


def examples(share):
    """Return the settings of a test that has a share of all examples.

    In the test suite they are always the same, so that it does not fail by chance.
    """
    n_examples = settings().max_examples
    is_quick, phases = n_examples <= 100, [*Phase]
    if is_quick:  # to make a failure small takes minutes
        phases.remove(Phase.shrink)
        phases.remove(Phase.explain)
    return settings(
        max_examples=round(share * n_examples),
        stateful_step_count=20 if is_quick else 50,
        deadline=None,
        derandomize=is_quick,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
