"""Reports in, Figures and Verdicts out: which statements can be true, and what they leave of every unknown."""

from yellowplate.reconcile.engine import Reconciliation, reconcile

__all__ = ["Reconciliation", "reconcile"]
