from email.message import Message
from importlib.metadata import PackageNotFoundError

import pytest
from imblearn.pipeline import make_pipeline
from sklearn.utils import estimator_html_repr

from skgan import ACGANSampler, DCGANSampler, GANSampler
from skgan.samplers import _pages

SAMPLERS = [ACGANSampler, DCGANSampler, GANSampler]


@pytest.fixture
def urls(monkeypatch):
    """Return a list of the addresses in the package's metadata."""
    addresses = []

    def metadata(name):
        message = Message()
        for address in addresses:
            message["Project-URL"] = address
        return message

    monkeypatch.setattr(_pages, "metadata", metadata)
    _pages.page_template.cache_clear()
    yield addresses
    _pages.page_template.cache_clear()


@pytest.mark.parametrize("kind", SAMPLERS)
def test_diagrams_link_to_the_page_of_a_sampler(kind, urls):
    urls += ["Source, https://x.org", "Documentation, https://skgan.example/stable/"]
    link = f"https://skgan.example/stable/api/skgan.{kind.__name__}.html"
    assert f'href="{link}"' in estimator_html_repr(kind())
    assert f'href="{link}"' in estimator_html_repr(make_pipeline(kind(), "passthrough"))


@pytest.mark.parametrize("given", [[], ["Source, https://x.org"]])
def test_without_an_address_there_is_no_link(given, urls):
    urls += given
    html = estimator_html_repr(ACGANSampler())
    assert "skgan." not in html.replace("skgan.samplers", "") and "x.org" not in html
    assert ACGANSampler()._get_doc_link() == ""


def test_a_folder_that_is_not_installed_has_no_link(urls, monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(_pages, "metadata", missing)
    assert ACGANSampler()._get_doc_link() == ""


def test_classes_of_users_have_no_page(urls):
    urls.append("Documentation, https://skgan.example")

    class Mine(ACGANSampler):
        pass

    assert Mine()._get_doc_link() == ""
