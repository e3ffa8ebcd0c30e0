import pytest

from skgan.kernels import kernel_share


@pytest.mark.parametrize(
    ("n_rows", "share"),
    [(1, 1.0), (15, 1.0), (30, 0.75), (45, 0.5), (46, 0.5), (100_000, 0.5)],
)
def test_auto_goes_from_all_to_half_between_15_and_45_rows(n_rows, share):
    assert kernel_share(n_rows) == pytest.approx(share)


@pytest.mark.parametrize(("n_rows", "share"), [(15, 1.0), (30, 0.95), (45, 0.9)])
def test_of_categories_more_is_the_kernel_s(n_rows, share):
    assert kernel_share(n_rows, has_categories=True) == pytest.approx(share)


def test_more_rows_never_raise_the_share():
    shares = [kernel_share(n) for n in range(1, 60)]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("fraction", [0, 0.3, 1])
@pytest.mark.parametrize("n_rows", [2, 1000])
def test_a_number_is_taken_whatever_the_size_of_the_class(n_rows, fraction):
    share = kernel_share(n_rows, fraction)
    assert share == fraction
    assert isinstance(share, float)
