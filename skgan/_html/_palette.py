"""The colours of all plots and pages.

They are those of M. Okabe and K. Ito, "Color Universal Design" (2008), and can be
distinguished with all common types of colour vision.
"""

OKABE_ITO = {
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "bluish green": "#009E73",
    "reddish purple": "#CC79A7",
    "orange": "#E69F00",
    "sky blue": "#56B4E9",
    "black": "#000000",
    "yellow": "#F0E442",  # last, because it has little contrast on white
}
COLOURS = tuple(OKABE_ITO.values())  # in the order in which plots use them
GENERATED = OKABE_ITO["blue"]
REAL, GRAY = "0.7", "0.55"  # real samples are gray in all plots
