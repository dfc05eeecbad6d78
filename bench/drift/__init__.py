"""The drift benchmark: is a lasting loss noticed early, and is it quiet otherwise?

Simulated data; not evidence that the scale measures closeness.
"""
