import pytest

from skgan.kernels import kernel_share


@pytest.mark.parametrize(
    ("n_rows", "share"),
    [(1, 1.0), (15, 1.0), (30, 0.75), (45, 0.5), (46, 0.5), (100_000, 0.5)],
)
def test_auto_goes_from_all_to_half_between_15_and_45_rows(n_rows, share):
    assert kernel_share(n_rows) == pytest.approx(share)
    of_categories = kernel_share(n_rows, has_categories=True)
    assert of_categories == pytest.approx(0.8 + 0.2 * share)
    for fraction in (0, 0.3, 1):
        assert kernel_share(n_rows, fraction) == fraction
