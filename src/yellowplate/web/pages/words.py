"""Words of answers: the heads of their columns and what their cells say, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yellowplate.publish.text.forms import Forms


def vocabulary(forms: Forms) -> Mapping[str, str]:
    """Every word that cells of answers say in English, and what it is in the language."""
    return {**_standing(forms), **_causes(forms), **_measures(forms), **_law(forms)}


def heads(forms: Forms) -> Mapping[str, str]:
    """Every head of a column of answers, and what it is in the language."""
    say = forms.pword
    return {
        "rank": say("column", "rank"),
        "nameplate": say("column", "car"),
        "car": say("column", "car"),
        "maker": say("column", "maker"),
        "subject": say("column", "subject"),
        "name": say("column", "name"),
        "segment": say("column", "segment"),
        "period": say("column", "period"),
        "units": say("column", "units"),
        "share": say("column", "share"),
        "margin": say("column", "ahead of the next"),
        "low": say("column", "at least"),
        "high": say("column", "at most"),
        "known": say("column", "how known"),
        "missing": say("column", "why missing"),
        "vs previous": say("column", "change on the month before, %"),
        "vs year before": say("column", "change on the year before, %"),
        "verdict": say("column", "verdict"),
        "measure": say("column", "measure"),
        "printed": say("column", "printed"),
        "fits": say("column", "what fits"),
        "cause": say("column", "likely cause"),
        "overruled by": say("column", "overruled by"),
        "publisher": say("column", "publisher"),
        "published": say("column", "published"),
        "kind": say("column", "kind"),
        "source": say("column", "source"),
        "url": say("column", "address"),
        "pages": say("column", "pages"),
        "reports": say("column", "statements"),
        "holding %": say("column", "holding, %"),
        "at least %": say("column", "at least, %"),
        "from": say("column", "from"),
        "to": say("column", "to"),
        "side": say("column", "speaks"),
        "year": say("column", "year"),
        "event": say("column", "event"),
        "day": say("column", "day"),
        "headline": say("column", "what happened"),
        "route": say("column", "route"),
        "gate": say("column", "what is asked"),
        "answer": say("column", "answer"),
        "rule": say("column", "rule"),
        "confidence": say("column", "confidence"),
        "in force": say("column", "in force"),
        "citation": say("column", "citation"),
        "what it says": say("column", "what it says"),
        "item": say("column", "item"),
        "bought": say("column", "when bought"),
        "in all": say("column", "in all"),
        "rests on": say("column", "rests on"),
        "what": say("column", "what"),
        "unit": say("column", "unit"),
        "middle": say("column", "middle"),
        "mean": say("column", "mean"),
        "record": say("column", "record"),
        "months compared": say("column", "months compared"),
        "phase": say("column", "phase"),
        "actual": say("column", "actual"),
        "synthetic": say("column", "without the event"),
        "gap": say("column", "difference"),
        "placebos from": say("column", "placebos from"),
        "placebos to": say("column", "placebos to"),
        "month": say("column", "month"),
        "relative": say("column", "relative"),
        "logged": say("column", "logged"),
    }


def _standing(forms: Forms) -> dict[str, str]:
    say = forms.pword
    return {
        "printed": say("status", "printed"),
        "derived": say("status", "derived"),
        "corrected": say("status", "corrected"),
        "bounded": say("status", "bounded"),
        "disputed": say("status", "disputed"),
        "confirmed": say("verdict", "confirmed"),
        "consistent": say("verdict", "consistent"),
        "revised": say("verdict", "revised"),
        "contradicted": say("verdict", "contradicted"),
        "unknown": say("verdict", "unknown"),
        "not published": say("missing", "not published"),
        "not in the ledger": say("missing", "not in the ledger"),
        "no such nameplate": say("missing", "no such car"),
        "not yet": say("missing", "not yet"),
        "official": say("source", "official"),
        "maker": say("source", "maker"),
        "press": say("source", "press"),
        "blog": say("source", "blog"),
        "user": say("source", "your own"),
        "for": say("side", "for it"),
        "against": say("side", "against it"),
        "about": say("side", "about it"),
        "highest": say("record", "highest"),
        "lowest": say("record", "lowest"),
        "all": say("years", "all"),
        "before": say("phase", "before"),
        "left out": say("phase", "left out"),
        "after": say("phase", "after"),
    }


def _causes(forms: Forms) -> dict[str, str]:
    say = forms.pword
    return {
        "swapped digits": say("cause", "swapped digits"),
        "one digit": say("cause", "one digit"),
        "neighbouring line": say("cause", "neighbouring line"),
        "neighbouring month": say("cause", "neighbouring month"),
        "ratio of another span": say("cause", "ratio of another span"),
        "month ratio as year ratio": say("cause", "month ratio as year ratio"),
        "sign": say("cause", "sign"),
        "scope": say("cause", "counted otherwise"),
        "cut off instead of rounded": say("cause", "cut off instead of rounded"),
        "unit": say("cause", "unit"),
        "time order": say("cause", "time order"),
        "revision": say("cause", "revision"),
        "no known cause": say("cause", "no known cause"),
    }


def _measures(forms: Forms) -> dict[str, str]:
    say = forms.pword
    return {
        "yoy": say("measure", "% of the year before"),
        "mom": say("measure", "% of the month before"),
        "orders": say("measure", "orders"),
        "price": say("measure", "price"),
        "kei": forms.word("kei cars"),
        "kei-passenger": forms.word("kei passenger cars"),
        "kei-truck": forms.word("kei commercial vehicles"),
        "registered": forms.word("cars larger than kei"),
        "launch": say("event", "launch"),
        "full-model-change": say("event", "new generation"),
        "supply-stop": say("event", "supply stop"),
        "supply-resume": say("event", "supply again"),
        "tax-change": say("event", "tax change"),
        "regulation": say("event", "regulation"),
        "disaster": say("event", "disaster"),
        "statement": say("event", "statement"),
        "award": say("event", "award"),
        "show": say("event", "show"),
    }


def _law(forms: Forms) -> dict[str, str]:
    say = forms.pword
    return {
        "yes": say("law", "yes"),
        "no": say("law", "no"),
        "depends": say("law", "depends"),
        "unclear": say("law", "unclear"),
        "new": say("law", "sold new"),
        "used": say("law", "imported used"),
        "low-speed": say("law", "sold as a low-speed vehicle"),
        "high": say("confidence", "high"),
        "medium": say("confidence", "medium"),
    }
