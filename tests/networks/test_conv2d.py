import pytest

from skgan.networks._common import n_halvings


@pytest.mark.parametrize(
    ("side", "halvings"), [(7, 0), (8, 1), (14, 1), (15, 2), (28, 2), (64, 4), (999, 4)]
)
def test_a_side_is_halved_until_it_would_be_smaller_than_four(side, halvings):
    assert n_halvings(side) == halvings
