"""Sphinx's settings; `make docs` builds docs/_build/html."""

import os
import re
import sys
from pathlib import Path

import skgan
from skgan.samplers._pages import PAGE, page_template

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
    "inventories",
    "line_breaks",
    "linked_names",
    "mathml",
    "page_description",
    "type_names",
]
exclude_patterns = ["_build", "gallery/*.ipynb", "gallery/*.md5", "gallery/*.py"]
exclude_patterns += ["figures"]  # the pages have these tables
exclude_patterns += ["**sg_execution_times.rst"]  # of builds before it was turned off
templates_path = ["_templates"]
default_role = "literal"
smartquotes = False  # values in signatures are copied with their quotes
nitpicky = True  # a name of another project needs a line in inventories.toml
# Sphinx takes parts of dicts in the signature of ImageKernel for types.
nitpick_ignore_regex = [("py:class", r"[\d.]+}?")]

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

autosummary_generate = True
autodoc_typehints = "none"  # numpydoc has them
toc_object_entries_show_parents = "hide"
numpydoc_show_class_members = False  # the templates list them
numpydoc_xref_param_type = True
numpydoc_xref_ignore = "all"  # except the names of type_names

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

sphinx_gallery_conf = {
    "examples_dirs": "../examples",
    "gallery_dirs": "gallery",
    "backreferences_dir": "gallery/backreferences",  # for "Examples using"
    "doc_module": ("skgan",),
    "filename_pattern": r"[\\/]plot_",
    "within_subsection_order": "FileNameSortKey",
    "download_all_examples": True,
    "show_memory": False,
    "show_signature": False,
    "abort_on_example_error": True,
    "remove_config_comments": True,
    "reset_modules": ("matplotlib",),
    "min_reported_time": 1,
    "write_computation_times": False,  # its page loads scripts from other hosts
}

html_theme = "pydata_sphinx_theme"
html_title = f"skgan {release}"
html_baseurl = page_template().removesuffix(PAGE)  # empty until it is known
html_favicon = "../skgan/_html/templates/logo.svg"
html_static_path = ["_static", "../skgan/_html/templates/logo.svg"]
html_css_files = ["skgan.css"]
html_math_renderer = "mathml"
html_show_sourcelink = False
html_copy_source = False
page_description_image = "_images/mnist_generated.png"
LOGO = "_static/logo.svg"
html_theme_options = {
    "logo": {"text": "skgan", "image_light": LOGO, "image_dark": LOGO},
    "header_links_before_dropdown": 6,
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc", "sg_download_links"],
    "show_prev_next": True,
    "show_toc_level": 2,
    "footer_start": ["copyright"],
    "footer_end": [],
}
# Pages that are not part of a section, and those with wide tables.
html_sidebars = {
    page: []
    for page in (
        *("index", "getting_started", "install", "faq", "glossary", "changelog"),
        *("deprecation", "contributing", "citing", "benchmarks", "quality", "speed"),
    )
}


def close_up(app, docname, source):
    """Drop the blank line that doctest needs before the end of an example."""
    source[0] = re.sub(r"\n\n```$", "\n```", source[0], flags=re.MULTILINE)


def setup(app):
    """Connect what is above."""
    app.connect("source-read", close_up)
