"""Events in the language of a report: English tells them as written, others from their kind, subjects and numbers."""

from __future__ import annotations

from yellowplate.catalog import Catalog
from yellowplate.facts import Event, Relation
from yellowplate.publish.material import is_announcement
from yellowplate.publish.text.forms import Forms
from yellowplate.publish.text.messages import SOURCE, Part, plain
from yellowplate.publish.text.parts import Text
from yellowplate.subjects import Orders, orders

_NAMED = 4  # names that are listed; of more only the first ones
_RJC = "RJC Car of the Year"


def happened(forms: Forms, catalog: Catalog, event: Event) -> str:
    """What happened, without its day: Roox: 11,344 orders."""
    if forms.language == SOURCE:
        return event.headline
    if event.kind == "orders" and (told := _ordered(forms, catalog, event)):
        return told
    if event.kind == "award" and _RJC in event.headline:
        return plain(forms.say("RJC Car of the Year for {names}", names=_names(forms, catalog, event)))
    return plain(_kind(forms, catalog, event))


def ordered(forms: Forms, row: Orders, number: Part) -> Text:
    """A number of orders as it was worded: more than 22,000 orders."""
    told = forms.nsay("{n} order", "{n} orders", row.units, n=number)
    if row.relation is Relation.OVER:
        return forms.say("more than {n}", n=told)
    return forms.say("about {n}", n=told) if row.relation is Relation.ABOUT else told


def _ordered(forms: Forms, catalog: Catalog, event: Event) -> str:
    """Each number that was told on that day; blank where none is known."""
    rows = [row for row in orders() if row.subject in event.subjects and row.reported == event.day]
    latest = {row.subject: row for row in sorted(rows, key=lambda row: row.to)}
    told = [
        plain(
            forms.say(
                "{name}: {orders}",
                name=catalog.name(row.subject, forms.names_in),
                orders=ordered(forms, row, forms.units(row.units)),
            )
        )
        for row in latest.values()
    ]
    return forms.pword("events", "; ").join(told)


def _names(forms: Forms, catalog: Catalog, event: Event) -> str:
    """Whom an event happened to."""
    market = forms.word("the market")
    names = [market if one == "market" else catalog.name(one, forms.names_in) for one in event.subjects]
    if len(names) <= _NAMED:
        return forms.listed(names)
    return plain(forms.say("{names} and others", names=forms.listed(names[: _NAMED - 1])))


def _kind(forms: Forms, catalog: Catalog, event: Event) -> Text:
    names = _names(forms, catalog, event)
    if is_announcement(catalog, event):
        return forms.say("{names} announced", names=names)
    return {
        "launch": forms.say("{names} on sale", names=names),
        "full-model-change": forms.say("new generation of {names} on sale", names=names),
        "facelift": forms.say("facelift of {names}", names=names),
        "supply-stop": forms.say("{names}: supply stopped or cut", names=names),
        "supply-resume": forms.say("{names}: supply resumed", names=names),
        "tax-change": forms.say("change of taxes"),
        "orders": forms.say("{names}: orders announced", names=names),
        "reveal": forms.say("{names} shown", names=names),
        "regulation": forms.say("{names}: decision of the authorities", names=names),
        "disaster": forms.say("disaster or crisis"),
        "award": forms.say("award or title for {names}", names=names),
        "subsidy": forms.say("change of subsidies"),
    }.get(event.kind, forms.say("event around {names}", names=names))
