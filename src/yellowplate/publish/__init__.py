"""The report: text, charts, HTML, Markdown and data of one period."""

from yellowplate.publish.files import Written
from yellowplate.publish.material import ReportDesk
from yellowplate.publish.report import write_report

__all__ = ["ReportDesk", "Written", "write_report"]
