"""A private space for two people who want to stay emotionally close."""

__version__ = "0.1.0"
