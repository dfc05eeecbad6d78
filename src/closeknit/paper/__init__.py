"""Pages for paper: plain data in, a tagged PDF out. Words go in as data, never as markup."""

from closeknit.paper.pdf import PAPERS, pdf

__all__ = ["PAPERS", "pdf"]
