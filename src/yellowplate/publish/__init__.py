"""The report: text, charts, HTML, Markdown and data of one period."""

from yellowplate.publish.files import Written
from yellowplate.publish.material import ReportDesk, ReportKind
from yellowplate.publish.report import Wanted, report_files, report_markdown, write_report

__all__ = ["ReportDesk", "ReportKind", "Wanted", "Written", "report_files", "report_markdown", "write_report"]
