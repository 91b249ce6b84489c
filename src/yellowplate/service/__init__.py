"""A desk that runs for others: opened anew when its ledger changes, long questions in processes of their own."""

from yellowplate.service.desks import Desks
from yellowplate.service.jobs import Job, Jobs
from yellowplate.service.running import Service

__all__ = ["Desks", "Job", "Jobs", "Service"]
