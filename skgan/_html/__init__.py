"""Pages of HTML that need nothing else: templates, pictures within, one palette."""

from skgan._html._page import Section, Table, check_page, data_uri, render, write_page
from skgan._html._palette import GENERATED, GRAY, OKABE_ITO, REAL
from skgan._html._pictures import Picture, draw_intervals, draw_lines, image_strip

__all__ = [
    "GENERATED",
    "GRAY",
    "OKABE_ITO",
    "REAL",
    "Picture",
    "Section",
    "Table",
    "check_page",
    "data_uri",
    "draw_intervals",
    "draw_lines",
    "image_strip",
    "render",
    "write_page",
]
