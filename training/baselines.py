"""What counting words, or the untuned encoder, would reach: the marks that training has to beat."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from training import sets
from training.fitting import outputs
from training.joint import Joint, Reader
from training.measuring import pearson, spearman
from training.sets import MOVES, Set

_FOLDS = 5


def _columns() -> list[TfidfVectorizer]:
    return [
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=3),
    ]


def words_alone(train: Set, test: Set, goal: np.ndarray, letters: bool = False) -> np.ndarray:
    """Return the classes that TF-IDF (words and pairs) with logistic regression gives the test."""
    columns = _columns()[: 2 if letters else 1]
    known = hstack([one.fit_transform(train.texts) for one in columns])
    asked = hstack([one.transform(test.texts) for one in columns])
    model = LogisticRegression(C=10, max_iter=2000, class_weight="balanced").fit(known, goal)
    return model.predict(asked)


def words_scored(train: Set, test: Set) -> np.ndarray:
    """Return what TF-IDF with ridge regression gives the test, for scores instead of classes."""
    column = _columns()[0]
    model = Ridge(alpha=1.0).fit(column.fit_transform(train.texts), train.targets[:, 0])
    return model.predict(column.transform(test.texts))


def cue_words(replies: Set, letters: bool = False) -> tuple[float, Sequence[float]]:
    """Return macro-F1 of the main move over five folds by message, all eight and each of them."""
    main = replies.targets[:, len(MOVES)].astype(int)
    found = np.zeros(len(replies), dtype=int)
    for train, test in GroupKFold(_FOLDS).split(main, groups=replies.groups):
        found[test] = words_alone(replies.only(train), replies.only(test), main[train], letters)
    return f1_score(main, found, average="macro"), f1_score(main, found, average=None)


def words() -> dict[str, dict[str, float]]:
    """Return what counting words reaches on the measured parts of the own sets and of intimacy."""
    found = {name: sets.split(getattr(sets, name)()) for name in ("replies", "vague", "questions")}
    replies, vague = found["replies"], found["vague"]
    main = replies["train"].targets[:, len(MOVES)].astype(int)
    seven = np.flatnonzero(replies["test"].targets[:, len(MOVES)] < len(MOVES))
    asked = replies["test"].only(seven)
    guessed = words_alone(replies["train"], asked, main)
    unclear = words_alone(vague["train"], vague["test"], vague["train"].targets[:, 0])
    return {
        "replies": {
            "main move macro-F1 (7)": f1_score(
                asked.targets[:, len(MOVES)], guessed, labels=range(len(MOVES)), average="macro"
            ),
            "five folds by message, all eight": cue_words(sets.replies())[0],
        },
        "vague": {"F1": f1_score(vague["test"].targets[:, 0], unclear)},
        "questions": {
            "Spearman": spearman(
                words_scored(found["questions"]["train"], found["questions"]["test"]),
                found["questions"]["test"].targets,
            )
        },
        "intimacy": {
            "Pearson r": pearson(
                words_scored(sets.intimacy("train"), sets.intimacy("val")),
                sets.intimacy("val").targets,
            )
        },
    }


def frozen(weights: Path) -> dict[str, dict[str, float]]:
    """Return what plain regressions on the untuned encoder's embeddings reach."""
    model, reader = Joint(weights), Reader(weights)

    def placed(part: Set) -> np.ndarray:
        alone = outputs(model, reader, Set(part.texts, [""] * len(part), part.targets, part.groups))
        answered = outputs(model, reader, Set(part.to, [""] * len(part), part.targets, part.groups))
        return np.hstack(
            [alone["meaning"], answered["meaning"] * np.array([[bool(to)] for to in part.to])]
        )

    def classes(name: str, column: int, keep: int) -> tuple[np.ndarray, np.ndarray]:
        parts = sets.split(getattr(sets, name)())
        known = parts["train"].targets[:, column]
        model = LogisticRegression(max_iter=3000, C=10).fit(placed(parts["train"]), known)
        rows = np.flatnonzero(parts["test"].targets[:, column] < keep)
        test = parts["test"].only(rows)
        return model.predict(placed(test)), test.targets[:, column]

    def scores(train: Set, test: Set) -> np.ndarray:
        return Ridge(alpha=1.0).fit(placed(train), train.targets[:, 0]).predict(placed(test))

    questions = sets.split(sets.questions())
    main, true_main = classes("replies", len(MOVES), len(MOVES))
    unclear, true_unclear = classes("vague", 0, 2)
    return {
        "replies": {
            "main move macro-F1 (7)": f1_score(
                true_main, main, labels=range(len(MOVES)), average="macro"
            )
        },
        "vague": {"F1": f1_score(true_unclear, unclear)},
        "questions": {
            "Spearman": spearman(
                scores(questions["train"], questions["test"]), questions["test"].targets
            )
        },
        "intimacy": {
            "Pearson r": pearson(
                scores(sets.intimacy("train"), sets.intimacy("val")), sets.intimacy("val").targets
            )
        },
    }
