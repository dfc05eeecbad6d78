"""Make the coach's model: `make coach`. One run takes about an hour and a half on two cores."""

import argparse
import json
import logging
import os
import sys

import torch

from training import baselines, card, weights
from training.places import BUILD, FIGURES, MODEL
from training.run import Run, figures

SEEDS = (1, 2, 3)


def main() -> int:
    options = _options()
    BUILD.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(BUILD / "training.log")],
    )
    torch.set_num_threads(options.threads)
    found, start = {}, weights.fetched()
    for seed in options.seeds:
        run = Run(start, seed)
        run.teach()
        found[seed] = figures(run)
        _keep(found)
    mean = Run(start, options.seeds[0])
    mean.take_mean(options.seeds)
    found["mean"] = figures(mean)
    mean.export(MODEL)
    found["shipped"] = figures(mean, exported=MODEL)
    _keep(found)
    found["words alone"], found["frozen encoder"] = baselines.words(), baselines.frozen(start)
    _keep(found)
    card.write(found, MODEL / "card.md")
    return 0


def _options() -> argparse.Namespace:
    found = argparse.ArgumentParser("python -m training", description=__doc__)
    found.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    found.add_argument("--threads", type=int, default=os.cpu_count())
    return found.parse_args()


def _keep(found: dict) -> None:
    FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
