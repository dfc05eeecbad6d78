"""Make the coach's model: `make coach`. One run takes about two and a half hours on two cores."""

import argparse
import json
import logging
import os
import sys
from functools import partial

import torch

from training import baselines, card, weights
from training.judging import figures, shipped
from training.places import BUILD, FIGURES, MODEL
from training.run import Run

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
    start = weights.fetched()
    found, runs = {}, []
    for seed in options.seeds:
        run = Run(start, seed)
        run.teach()
        found[str(seed)] = figures(run.probabilities)
        runs.append(run)
    best = max(runs, key=lambda run: run.promise)
    best.export(MODEL)
    found["shipped"] = {"seed": best.seed} | figures(partial(shipped, MODEL))
    found["words alone"] = figures(baselines.words)
    found["frozen encoder"] = figures(partial(baselines.frozen, start))
    found["words alone, five folds by message"] = baselines.cue_words()
    logging.info("figures %s", found)
    FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    card.write(found, MODEL / "card.md")
    return 0


def _options() -> argparse.Namespace:
    found = argparse.ArgumentParser("python -m training", description=__doc__)
    found.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    found.add_argument("--threads", type=int, default=os.cpu_count())
    return found.parse_args()


if __name__ == "__main__":
    sys.exit(main())
