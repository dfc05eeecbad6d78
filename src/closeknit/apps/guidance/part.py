from closeknit.apps.people.parts import Part


class GuidancePart(Part):
    """Help is on every page; it never asks for a place on Today."""
