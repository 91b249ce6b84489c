"""Words of answers: the heads of their columns and what their cells say, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yellowplate.web.pages.terms import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yellowplate.publish.text.forms import Forms


def vocabulary(forms: Forms) -> Mapping[str, str]:
    """Every word that cells of answers say in English, and what it is in the language."""
    return {**_standing(forms), **_causes(forms), **_measures(forms), **terms(forms)}


def heads(forms: Forms) -> Mapping[str, str]:
    """Every head of a column of answers, and what it is in the language."""
    pword = forms.pword
    return {
        "rank": pword("column", "rank"),
        "nameplate": pword("column", "car"),
        "car": pword("column", "car"),
        "maker": pword("column", "maker"),
        "subject": pword("column", "subject"),
        "name": pword("column", "name"),
        "segment": pword("column", "segment"),
        "period": pword("column", "period"),
        "units": pword("column", "units"),
        "share": pword("column", "share"),
        "margin": pword("column", "ahead of the next"),
        "low": pword("column", "at least"),
        "high": pword("column", "at most"),
        "known": pword("column", "how known"),
        "missing": pword("column", "why missing"),
        "vs previous": pword("column", "change on the month before, %"),
        "vs year before": pword("column", "change on the year before, %"),
        "verdict": pword("column", "verdict"),
        "measure": pword("column", "measure"),
        "printed": pword("column", "printed"),
        "fits": pword("column", "what fits"),
        "cause": pword("column", "likely cause"),
        "overruled by": pword("column", "overruled by"),
        "publisher": pword("column", "publisher"),
        "published": pword("column", "published"),
        "kind": pword("column", "kind"),
        "source": pword("column", "source"),
        "url": pword("column", "address"),
        "pages": pword("column", "pages"),
        "reports": pword("column", "statements"),
        "holding %": pword("column", "holding, %"),
        "at least %": pword("column", "at least, %"),
        "from": pword("column", "from"),
        "to": pword("column", "to"),
        "side": pword("column", "speaks"),
        "year": pword("column", "year"),
        "event": pword("column", "event"),
        "day": pword("column", "day"),
        "headline": pword("column", "what happened"),
        "route": pword("column", "route"),
        "gate": pword("column", "what is asked"),
        "answer": pword("column", "answer"),
        "rule": pword("column", "rule"),
        "confidence": pword("column", "confidence"),
        "in force": pword("column", "in force"),
        "citation": pword("column", "citation"),
        "what it says": pword("column", "what it says"),
        "item": pword("column", "item"),
        "bought": pword("column", "when bought"),
        "in all": pword("column", "in all"),
        "rests on": pword("column", "rests on"),
        "what": pword("column", "what"),
        "unit": pword("column", "unit"),
        "middle": pword("column", "middle"),
        "mean": pword("column", "mean"),
        "record": pword("column", "record"),
        "months compared": pword("column", "months compared"),
        "phase": pword("column", "phase"),
        "actual": pword("column", "actual"),
        "synthetic": pword("column", "without the event"),
        "gap": pword("column", "difference"),
        "placebos from": pword("column", "placebos from"),
        "placebos to": pword("column", "placebos to"),
        "month": pword("column", "month"),
        "relative": pword("column", "relative"),
        "logged": pword("column", "logged"),
        "q, any dependence": pword("column", "q, whatever the dependence"),
        "duty %": pword("column", "duty, %"),
        "why": pword("column", "why"),
        "on sale": pword("column", "on sale"),
        "plan": pword("column", "plan"),
        "old car too": pword("column", "counts the old car too"),
        "no donor": pword("column", "no donor"),
        "5 %": pword("column", "5 % below"),
        "25 %": pword("column", "25 % below"),
        "75 %": pword("column", "75 % below"),
        "95 %": pword("column", "95 % below"),
        "input": pword("column", "input"),
        "low value": pword("column", "low"),
        "central value": pword("column", "central"),
        "high value": pword("column", "high"),
        "meaning": pword("column", "meaning"),
    }


def _standing(forms: Forms) -> dict[str, str]:
    pword = forms.pword
    return {
        "printed": pword("status", "printed"),
        "derived": pword("status", "derived"),
        "corrected": pword("status", "corrected"),
        "bounded": pword("status", "bounded"),
        "disputed": pword("status", "disputed"),
        "confirmed": pword("verdict", "confirmed"),
        "consistent": pword("verdict", "consistent"),
        "revised": pword("verdict", "revised"),
        "contradicted": pword("verdict", "contradicted"),
        "unknown": pword("verdict", "unknown"),
        "not published": pword("missing", "not published"),
        "not in the ledger": pword("missing", "not in the ledger"),
        "no such nameplate": pword("missing", "no such car"),
        "not yet": pword("missing", "not yet"),
        "ambiguous name": pword("refused", "several are called so"),
        "bad question": pword("refused", "the question can't be asked so"),
        "bad input": pword("refused", "that can't be read"),
        "busy": pword("refused", "busy, try again"),
        "took too long": pword("refused", "took too long"),
        "cancelled": pword("refused", "cancelled"),
        "desk can't be used": pword("refused", "the desk can't be used"),
        "official": pword("source", "official"),
        "maker": pword("source", "maker"),
        "press": pword("source", "press"),
        "blog": pword("source", "blog"),
        "user": pword("source", "your own"),
        "for": pword("side", "for it"),
        "against": pword("side", "against it"),
        "about": pword("side", "about it"),
        "highest": pword("record", "highest"),
        "lowest": pword("record", "lowest"),
        "all": pword("years", "all"),
        "before": pword("phase", "before"),
        "waiting": pword("phase", "waiting"),
        "not used": pword("phase", "not used"),
        "after": pword("phase", "after"),
    }


def _causes(forms: Forms) -> dict[str, str]:
    pword = forms.pword
    return {
        "swapped digits": pword("cause", "swapped digits"),
        "one digit": pword("cause", "one digit"),
        "neighbouring line": pword("cause", "neighbouring line"),
        "neighbouring month": pword("cause", "neighbouring month"),
        "ratio of another span": pword("cause", "ratio of another span"),
        "month ratio as year ratio": pword("cause", "month ratio as year ratio"),
        "sign": pword("cause", "sign"),
        "scope": pword("cause", "counted otherwise"),
        "cut off instead of rounded": pword("cause", "cut off instead of rounded"),
        "unit": pword("cause", "unit"),
        "time order": pword("cause", "time order"),
        "revision": pword("cause", "revision"),
        "no known cause": pword("cause", "no known cause"),
    }


def _measures(forms: Forms) -> dict[str, str]:
    pword = forms.pword
    return {
        "units": pword("measure", "units"),
        "rank": pword("measure", "place"),
        "share": pword("measure", "share, %"),
        "yoy": pword("measure", "% of the year before"),
        "mom": pword("measure", "% of the month before"),
        "orders": pword("measure", "orders"),
        "price": pword("measure", "price"),
        "nameplate": pword("kind", "car"),
        "segment": pword("kind", "part of the market"),
        "kei": forms.word("kei cars"),
        "kei-passenger": forms.word("kei passenger cars"),
        "kei-truck": forms.word("kei commercial vehicles"),
        "registered": forms.word("cars larger than kei"),
        "launch": pword("event", "launch"),
        "full-model-change": pword("event", "new generation"),
        "supply-stop": pword("event", "supply stop"),
        "supply-resume": pword("event", "supply again"),
        "tax-change": pword("event", "tax change"),
        "regulation": pword("event", "regulation"),
        "disaster": pword("event", "disaster"),
        "statement": pword("event", "statement"),
        "award": pword("event", "award"),
    }
