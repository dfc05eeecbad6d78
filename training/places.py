"""Where training finds what it reads and leaves what it makes."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Written for Closeknit, and part of it.
OWN = ROOT / "training" / "data"
# Published by others: never part of the repository. CLOSEKNIT_COACH_DATA may name another folder.
PUBLISHED = ROOT.parent / "shared" / "data" / "coach"
# Kept between runs, never committed.
BUILD = ROOT / "build" / "coach"
# What came out last; `make bench` holds the shipped model to it.
FIGURES = ROOT / "training" / "figures.json"
MODEL = ROOT / "src" / "closeknit" / "coach" / "model"
