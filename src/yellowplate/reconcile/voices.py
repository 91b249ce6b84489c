"""Who speaks with whose voice, and how well a page has done so far.

Nearly all pages relay the same releases, so two pages that agree may be one page and its copy. Copies are recognised
in two ways: the source says whose text it repeats (a syndicated article, a forum copy), or two pages share a mistake:
the same wrong number of the same car and month does not happen twice by chance. Pages that share one speak with one
voice from then on. A page whose statements often can't be true keeps only part of its weight.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from yellowplate.facts import Judgement, Report, Source, Verdict
from yellowplate.reconcile.claims import constraint

# From so many wrong statements on, and from such a part of all its statements on, a page has a bad record.
BAD_RECORD = 2
BAD_PERCENT = 8
# Percent of its weight that a page with a bad record keeps.
KEPT = 60


def voices(sources: Mapping[str, Source], wrong: Iterable[Report]) -> dict[str, str]:
    """The voice of each source, after joining pages that share a wrong statement."""
    voice_of = {id_: source.voice for id_, source in sources.items()}
    shared: dict[object, set[str]] = defaultdict(set)
    for report in wrong:
        shared[report.series, constraint(report)].add(report.source)
    for pages in shared.values():
        joined = {voice_of[page] for page in pages}
        if len(joined) > 1:
            # Only the pages are joined, not everything their publishers ever printed.
            voice = "+".join(sorted(joined))
            for page in pages:
                voice_of[page] = voice
    return voice_of


def records(reports: Iterable[Report], verdicts: Mapping[str, Verdict]) -> dict[str, int]:
    """The percent of its weight that each source with a bad record keeps."""
    said, failed = Counter[str](), Counter[str]()
    for report in reports:
        said[report.source] += 1
        verdict = verdicts.get(report.id)
        failed[report.source] += verdict is not None and verdict.judgement is Judgement.CONTRADICTED
    return {
        source: KEPT
        for source, count in failed.items()
        if count >= BAD_RECORD and 100 * count >= BAD_PERCENT * said[source]
    }
