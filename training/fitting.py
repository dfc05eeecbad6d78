"""Teach an encoder several tasks at once."""

import logging
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from training.joint import Joint, Reader
from training.sets import MOVES, Set, batches

log = logging.getLogger("training")
Loss = Callable[[Joint, dict[str, Tensor], Tensor], Tensor]
Varied = Callable[[str, random.Random], str]
_WARM = 0.06


@dataclass(frozen=True)
class Task:
    """A set, how far off the outputs are on it, and how often it is gone through."""

    name: str
    texts: Set
    loss: Loss
    rounds: int = 1
    weight: float = 1.0
    size: int = 32
    vary: Varied | None = None


@dataclass(frozen=True)
class Pace:
    """Learning rates of the encoder and of the heads."""

    encoder: float = 5e-5
    heads: float = 5e-4
    decay: float = 0.01


def fit(model: Joint, reader: Reader, tasks: Sequence[Task], seed: int, pace: Pace) -> None:
    """Go through every task's texts `rounds` times, in mixed order; changes `model`."""
    torch.manual_seed(seed)
    steps = list(_steps(tasks, random.Random(seed)))
    optimizer, schedule = _optimizer(model, len(steps), pace)
    draw = random.Random(seed + 1)
    model.train()
    running: dict[str, float] = {}
    for at, (task, rows) in enumerate(steps):
        loss = task.weight * _loss(model, reader, task, rows, draw)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        running[task.name] = 0.98 * running.get(task.name, loss.item()) + 0.02 * loss.item()
        if at % 200 == 0:
            log.info(
                "step %d of %d %s", at, len(steps), {k: round(v, 4) for k, v in running.items()}
            )
    model.eval()


@torch.no_grad()
def outputs(model: Joint, reader: Reader, texts: Set, size: int = 64) -> dict[str, np.ndarray]:
    """Return the raw scores for all texts, in their order."""
    model.eval()
    order = sorted(range(len(texts)), key=lambda row: len(texts.texts[row]) + len(texts.to[row]))
    found: dict[str, list[np.ndarray]] = {}
    for at in range(0, len(order), size):
        rows = order[at : at + size]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            some = ([getattr(texts, name)[row] for row in rows] for name in ("texts", "to"))
            out = model(*reader(*some, is_bare=texts.is_bare))
        for name, values in out.items():
            found.setdefault(name, []).append(values.float().numpy())
    back = np.argsort(order)
    return {name: np.concatenate(values)[back] for name, values in found.items()}


def _steps(tasks: Sequence[Task], draw: random.Random) -> Iterator[tuple[Task, list[int]]]:
    """Mix the tasks so that each is spread evenly over the whole run."""
    placed = []
    for task in tasks:
        rounds = [rows for _ in range(task.rounds) for rows in batches(task.texts, task.size, draw)]
        placed += [
            ((at + draw.random()) / len(rounds), task, rows) for at, rows in enumerate(rounds)
        ]
    placed.sort(key=lambda step: step[0])
    return ((task, rows) for _, task, rows in placed)


def _optimizer(
    model: Joint, steps: int, pace: Pace
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    encoder = [one for one in model.encoder.parameters() if one.requires_grad]
    known = {id(one) for one in model.encoder.parameters()}
    heads = [one for one in model.parameters() if id(one) not in known]
    groups = [{"params": encoder, "lr": pace.encoder}, {"params": heads, "lr": pace.heads}]
    optimizer = torch.optim.AdamW(groups, weight_decay=pace.decay, fused=True)
    warm = max(1, int(_WARM * steps))

    def rate(step: int) -> float:
        if step < warm:
            return (step + 1) / warm
        return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _loss(model: Joint, reader: Reader, task: Task, rows: list[int], draw: random.Random) -> Tensor:
    texts, to = ([getattr(task.texts, name)[row] for row in rows] for name in ("texts", "to"))
    if task.vary:
        texts, to = ([task.vary(text, draw) for text in some] for some in (texts, to))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = model(*reader(texts, to, is_bare=task.texts.is_bare))
    found = {name: values.float() for name, values in found.items()}
    return task.loss(model, found, torch.from_numpy(task.texts.targets[rows]))


def seen(output: str, smooth: float = 0.0) -> Loss:
    """Each output for itself is true or not; targets may lie between."""

    def loss(_: Joint, found: dict[str, Tensor], targets: Tensor) -> Tensor:
        goal = targets * (1 - 2 * smooth) + smooth
        return nn.functional.binary_cross_entropy_with_logits(found[output], goal)

    return loss


def intimate(_: Joint, found: dict[str, Tensor], targets: Tensor) -> Tensor:
    return nn.functional.mse_loss(found["depth"], targets)


def deep(model: Joint, found: dict[str, Tensor], targets: Tensor) -> Tensor:
    slope, offset = model.level
    return nn.functional.mse_loss(slope * found["depth"] + offset, targets)


def moving(_: Joint, found: dict[str, Tensor], targets: Tensor) -> Tensor:
    """Moves that hold, and the main one."""
    held = nn.functional.binary_cross_entropy_with_logits(found["moves"], targets[:, : len(MOVES)])
    main = targets[:, len(MOVES)].long()
    return held + 0.5 * nn.functional.cross_entropy(found["main"], main, label_smoothing=0.05)


def meant(_: Joint, found: dict[str, Tensor], targets: Tensor) -> Tensor:
    """Stay where the untuned encoder put the text among meanings."""
    return 1 - (found["meaning"] * nn.functional.normalize(targets, dim=-1)).sum(-1).mean()


def joined(parts: Mapping[str, tuple[int, int]], losses: Sequence[tuple[str, Loss, float]]) -> Loss:
    """Several losses on one batch; `parts` says which columns of the targets each one takes."""

    def loss(model: Joint, found: dict[str, Tensor], targets: Tensor) -> Tensor:
        terms = [
            weight * one(model, found, targets[:, slice(*parts[name])])
            for name, one, weight in losses
        ]
        return torch.stack(terms).sum()

    return loss
