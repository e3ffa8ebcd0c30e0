"""The samplers' docstrings are complete, and say the same of the same parameter."""

import re

import pytest

import skgan

SAMPLERS = [getattr(skgan, name) for name in skgan.__all__ if name.endswith("Sampler")]
# Of these each sampler says something of its own.
OWN = {
    "preset",
    "sample_shape",
    "kernel_fraction",
    "latent_dim",
    "generator",
    "discriminator",
    "loss",
    "max_iter",
    "batch_size",
    "learning_rate",
    "callbacks",
    "verbose",
}


def parameters_of(sampler):
    """Return the entries of the section on parameters by their names."""
    section = sampler.__doc__.split("Parameters\n----------\n")[1]
    section = section.split("Attributes\n----------")[0]
    entries = re.split(r"\n\n(?=\w)", section.strip("\n"))
    return {entry.strip().split(" : ")[0]: entry.strip() for entry in entries}


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_parameter_is_documented_with_its_default(sampler):
    defaults, documented = sampler().get_params(), []
    for names, entry in parameters_of(sampler).items():
        for name in names.split(", "):
            documented.append(name)
            said = re.search(r"default=(\S+)$", entry.splitlines()[0]).group(1)
            assert said in (repr(defaults[name]), f'"{defaults[name]}"'), name
    assert sorted(documented) == sorted(defaults)


def test_the_same_parameter_is_said_to_be_the_same():
    first, *others = map(parameters_of, SAMPLERS)
    for other in others:
        for name in (first.keys() & other.keys()) - OWN:
            assert first[name] == other[name]
