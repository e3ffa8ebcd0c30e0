"""Sphinx's settings; `make docs` builds docs/_build/html."""

import os
import re
import sys
from pathlib import Path

import skgan

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "skgan"
author = copyright = "skgan developers"
release = skgan.__version__
version = release

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.viewcode",
    "numpydoc",
    "myst_parser",
    "sphinx_copybutton",
    "sphinx_gallery.gen_gallery",
    "mathml",
]
exclude_patterns = ["_build", "gallery/*.ipynb", "gallery/*.md5", "gallery/*.py"]
exclude_patterns += ["figures"]  # the pages have these tables
templates_path = ["_templates"]
default_role = "literal"
smartquotes = False  # values in signatures are copied with their quotes
nitpicky = False  # scikit-learn's and Keras' names lead to no page of ours

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

autosummary_generate = True
autodoc_typehints = "none"  # numpydoc has them
toc_object_entries_show_parents = "hide"
numpydoc_show_class_members = False  # the templates list them
numpydoc_xref_param_type = False

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "gallery",
    "backreferences_dir": "gallery/backreferences",  # for "Examples using"
    "doc_module": ("skgan",),
    "filename_pattern": r"[\\/]plot_",
    "within_subsection_order": "FileNameSortKey",
    "download_all_examples": False,
    "show_memory": False,
    "show_signature": False,
    "abort_on_example_error": True,
    "reset_modules": ("matplotlib",),
    "min_reported_time": 1,
}

html_theme = "pydata_sphinx_theme"
html_title = f"skgan {release}"
html_static_path = ["_static"]
html_css_files = ["skgan.css"]
html_math_renderer = "mathml"
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "logo": {"text": "skgan"},
    "header_links_before_dropdown": 6,
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": True,
    "show_toc_level": 2,
    "footer_start": ["copyright"],
    "footer_end": [],
}
# A front page has nothing beside it.
html_sidebars = {"index": [], "getting_started": [], "changelog": []}


def close_up(app, docname, source):
    """Drop the blank line that doctest needs before the end of an example."""
    source[0] = re.sub(r"\n\n```$", "\n```", source[0], flags=re.MULTILINE)


def setup(app):
    """Connect what is above."""
    app.connect("source-read", close_up)
