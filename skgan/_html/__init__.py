"""Self-contained HTML pages: templates, embedded pictures and a palette."""

from skgan._html._bars import as_bars
from skgan._html._page import (
    LOGO,
    Bars,
    Cell,
    Picture,
    Section,
    Table,
    check_page,
    check_templates,
    data_uri,
    render,
    write_page,
)
from skgan._html._palette import COLOURS, GENERATED, GRAY, REAL
from skgan._html._pictures import (
    MAX_CHANNELS,
    draw_intervals,
    draw_lines,
    draw_signals,
    plain,
)
from skgan._html._strips import Images, image_strips

__all__ = [
    "COLOURS",
    "GENERATED",
    "GRAY",
    "LOGO",
    "MAX_CHANNELS",
    "REAL",
    "Bars",
    "Cell",
    "Images",
    "Picture",
    "Section",
    "Table",
    "as_bars",
    "check_page",
    "check_templates",
    "data_uri",
    "draw_intervals",
    "draw_lines",
    "draw_signals",
    "image_strips",
    "plain",
    "render",
    "write_page",
]
