"""English words for places, runs, orders and parts of the market."""

from __future__ import annotations

import re

from yellowplate.facts import Relation, Segment
from yellowplate.read.prose.en.numbers import COUNT, ORD, count, ordinal
from yellowplate.read.prose.tokens import Run, Scope, Standing, finder

_KEI = (Segment.KEI, Segment.KEI_PASSENGER)


_CARS = (
    r"kei(?:[- ]?(?:cars?|vehicles?|class|segment|market|chart|ranking|list|jid[oō]sha))?|mini[- "
    r"]?(?:cars?|vehicles?)|minis|K-cars?|microcars?|light (?:cars|vehicles|automobiles)"
)


def _standing(match: re.Match[str]) -> Standing | None:
    found = match.groupdict()
    return Standing(ordinal(found["ord"]) if found.get("ord") else int(found["no"]))


def _top(match: re.Match[str]) -> Standing:
    words = match[0].lower()
    second = match.groupdict().get("nth")
    place = ordinal(second) if second else 2 if "runner" in words else 1
    segments: tuple[Segment, ...] = ()
    if match.groupdict().get("kei"):
        segments = _KEI[::-1]
    elif match.groupdict().get("all"):
        segments = (Segment.ALL,) if match["of"] else (Segment.ALL, Segment.KEI_PASSENGER)
    return Standing(place, segments)


_LIST = (
    r"(?:ranking|rankings|chart|charts|list|table|class|field|market|segment|way|pack|category|"
    r"sales|league|standings|month|year|race|(?:car ?)?makers|carmakers|manufacturers|brands)"
)


PLACES = (
    finder(
        "gap",
        r"\b(?:gap|margin|lead|distance|difference|race) (?:between|from|of|to|over) (?:the )?(?:first|"
        r"number one|leader)(?: place)?(?: and| to) (?:the )?(?:second|number two|runner-up)(?:[- "
        r"]placed?)?",
        lambda m: True,
    ),
    finder(
        "place",
        r"(?m)^[ \t]*(?P<no>\d{1,2})(?:[.):]|st|nd|rd|th)?[ \t|]+(?=[A-Z'\"])(?!(?:%|percent|"
        r"units|cars|January|February|March|April|May|June|July|August|September|October|November|"
        r"December))",
        lambda m: Standing(int(m["no"]), follows=True),
    ),
    finder(
        "gone",
        r"\b(?:lost|loses|losing|lose|lost its|ceded|gave up|surrendered|missed|off|from|out of|"
        r"knocked off|toppled from|dropped from|fell from|slipped from|down from|up from|climbed "
        r"from)\s+(?:the |its )?(?:lead|top(?: spot| place| position)?|crown|"
        rf"(?:{ORD}|number one|no\. ?\d)(?: place| spot| position| rank)?|perch|title)\b(?! "
        rf"(?:half|months?|quarter))",
        lambda m: True,
    ),
    finder(
        "gone",
        r"\b(?:former|long-time|longtime|usual|previous|erstwhile|one-time|perennial|then|one of "
        r"(?:the|Japan's)|among the)\s+(?:\w+\s+)?(?:leaders?|best[- ]?sell(?:er|ing)s?|number one|"
        r"top[- ]sell(?:er|ing)s?|most popular)",
        lambda m: True,
    ),
    finder(
        "places",
        rf"\b(?:top(?: |-)(?P<top>{COUNT}|5|10|15|20)\b|first (?P<first>two|three|four|five|ten)(?: places| spots|"
        rf" positions)?)",
        lambda m: count(m["top"] or m["first"]),
    ),
    finder(
        "place",
        rf"(?:(?P<nth>{ORD})[- ]?)?(?:best[- ]?selling|top[- ]?selling|most popular|most[- ]sold|"
        rf"most[- ]bought|biggest[- ]selling|best[- ]?seller|top[- "
        rf"]?seller)(?:\s+(?P<kei>{_CARS})\b|\s+(?:new )?(?P<all>car|vehicle|model|"
        rf"nameplate)s?\b(?P<of>\s+(?:in Japan|in the country|of all|overall))?)?",
        _top,
    ),
    finder("place", rf"\brunner-up(?: among (?P<kei>{_CARS}))?", _top),
    finder("place", r"(?:\bno\.? ?|#|\bnumber )(?P<no>\d{1,2})\b(?![.,]\d)", _standing),
    finder(
        "place",
        rf"\b(?:place|position) (?P<no>{COUNT})\b(?![.,:]\d| (?:years?|months?)\b)",
        lambda m: Standing(count(m["no"])),
    ),
    finder("place", r"\b(?:number[- ]one|no\.? one|pole position)\b", _top),
    finder("place", rf"\b(?:biggest|largest) (?P<kei>{_CARS})?[- ]?(?:car ?)?(?:maker|manufacturer|brand)\b", _top),
    finder("place", r"\b(?:stay|remain|finish)(?:s|ed) in front\b(?! of)", _top),
    finder(
        "place",
        rf"(?<![-\w])(?<!erdict )(?<!hings )(?<!afety )(?:a |the )?(?:distant |clear |close |comfortable |easy "
        rf")?(?P<ord>{ORD})(?:[- ](?:place[ds]?|spot|position|rank(?:ed)?)\b(?! (?:in Japan's "
        rf"history))|(?=\s*(?:[,.;:)\n(=]|$|-\s|(?:in|with|at|ahead|behind|among|on|overall|for|"
        rf"again|this time|followed|was|were|is|came|comes|went|place|the|rank|of all|as|and|but|after|"
        rf"thanks|by a|just|despite|to the)\b(?! (?:the )?(?:half|quarter|time|place to|sale|"
        rf"first))))(?!\s+the (?:first|same)))",
        lambda m: _standing(m),
    ),
    finder(
        "place",
        rf"\b(?:led|leads?|leading|top(?:s|ped|ping)?|head(?:s|ed|ing))\s+(?:all\s+|the\s+|"
        rf"Japan's\s+|its\s+)*(?:month(?:'s|ly)\s+|November\s+|October\s+|sales\s+|the\s+|"
        rf"new-car\s+|overall\s+|domestic\s+)*(?:(?P<kei>{_CARS})(?:\s+{_LIST})?|{_LIST})\b",
        _top,
    ),
    finder(
        "place",
        r"\b(?:leader|chart[- ]topper|front-runner|market leader)\b(?!ship)|\b(?:took|takes|"
        r"taking|has|had|holds?|held|keeps?|kept|retook|retakes|regain(?:s|ed)|reclaim(?:s|ed)|back in|"
        r"retain(?:s|ed)|into|in|seized) the lead\b",
        _top,
    ),
    finder(
        "place",
        r"\b(?:top (?:spot|position|place|rank|of the (?:chart|list|ranking|table|heap|kei \w+|"
        r"market|pile|class|sales \w+))|(?:on|to the|at the|the) top(?= (?:in|with|of|after|for|"
        r"once)|[,.;:)]|$)|on top\b|the crown\b|its crown\b|the summit|at the head\b|"
        r"\bw[io]ns?(?= again\b)|\bw[io]ns? the (?:\w+ )?(?:title|crown|race))",
        _top,
    ),
    finder(
        "place",
        r"\b(?:led|leads?|tops?|topped|heads?|headed|leading)(?=(?: again| once more| the way| easily| "
        r"comfortably)?(?: with\b| in\b| at\b| for\b| from\b| by [\d]|[.,;:]|$| Japan's (?P<kei>kei "
        r"cars|minicars))| by a )",
        _top,
    ),
    finder(
        "ever",
        r"\b(?:(?:all-time |new )?(?:record|high)(?: (?:month|year|result|figure|high|low|sales|"
        r"number))?(?= (?:for|of|in|since)|[,.;]|$)|the (?:best|biggest|highest|strongest|largest)(?: "
        r"\w+){0,3} (?:ever|on record|in (?:its|his|the) history|of all time|since records began)|"
        r"(?:best|biggest|highest|strongest)(?: \w+){0,3} ever)\b",
        lambda m: Standing(1, ever=True),
    ),
)


RUNS = (
    finder(
        "run",
        rf"(?:for |in |its |a |the )*(?P<ord>{ORD})(?:[- ](?:consecutive|straight|successive|"
        rf"running))?\s+(?:fiscal |calendar |full )?(?P<unit>month|year)s?(?P<mark> (?:in a row|"
        rf"running|in succession|straight|on end|at the top|on top))?(?<!(?:first|econd) "
        rf"month)(?<!(?:first|econd) year)",
        lambda m: _ordinal_run(m),
    ),
    finder(
        "run",
        rf"(?P<first>for the first time |first time |its first month off the top |the first time |"
        rf")?(?P<for>for |in |after |since |more than )(?:the (?:last|past) "
        rf")?(?P<count>{COUNT})(?P<str>[- ](?:straight|consecutive|successive))?[- ](?:fiscal |"
        rf"calendar |full )?(?P<unit>month|year)s?(?P<mark>(?:'s?)? (?:in a row|running|straight|"
        rf"in succession|on end|at the top|on top|away|off|there|absence|break|without|out of))?",
        lambda m: _count_run(m),
    ),
    finder(
        "run",
        rf"(?P<count>{COUNT})[- ](?:(?P<str>straight|consecutive|successive)[- ])(?:fiscal |"
        rf"calendar |full )?(?P<unit>month|year)s?|(?P<count2>{COUNT}) (?P<unit2>month|year)s? "
        rf"(?:in a row|running|on the trot)",
        lambda m: Run("for", count(m["count"] or m["count2"]), f"{(m['unit'] or m['unit2']).lower()}s"),
    ),
    finder(
        "run",
        rf"(?:for (?:a|the) )?(?P<ord>{ORD}) (?:(?:consecutive|straight|successive) time|time (?:in a row|running|"
        rf"in succession))\b",
        lambda m: Run("for", ordinal(m["ord"]), ""),
    ),
)


def _ordinal_run(match: re.Match[str]) -> Run | None:
    if not match["mark"] and not re.search("consecutive|straight|successive|running", match[0]):
        return None
    return Run("for", ordinal(match["ord"]), f"{match['unit'].lower()}s")


_AWAY = ("away", "off", "absence", "break", "'s absence", "s absence", "without", "out of")


def _count_run(match: re.Match[str]) -> Run | None:
    """Read "for 16 months", "first time in two months", "after a month away"."""
    opening, word = (match["first"] or "").lower(), match["for"].lower().strip()
    mark = (match["mark"] or "").strip().lower()
    length, unit = count(match["count"]), f"{match['unit'].lower()}s"
    if word == "after" and mark in _AWAY:
        length += 1  # counted from the last time, as in Japanese
    if word == "after":
        return Run(
            "over" if mark in ("there", "on top", "at the top", "running", "in a row") else "back after", length, unit
        )
    if "first time" in opening:
        return Run("back after", length, unit)
    if word in ("for", "in") and (mark or match["str"] or word == "for"):
        return Run("for", length, unit) if word == "for" or mark or match["str"] else None
    return None


ORDERS = (
    finder(
        "order",
        r"\b(?:outsold by|beaten by|overtaken by|passed by|edged out by|beaten into \w+ place by|"
        r"trail(?:s|ed|ing)?|behind|lost to|just short of|(?:fewer|less|lower) than(?= (?:the |its |rival )*"
        r"['\"]?(?-i:[A-Z])))\b",
        lambda m: Relation.UNDER,
    ),
    finder(
        "order",
        r"\b(?:ahead of|in front of|outs(?:old|ell|ells|elling)|beat(?:s|ing)?|over(?:took|take|"
        r"takes|taking)|pass(?:ed|es|ing)|edg(?:ed|es|ing)(?: out)?|pip(?:ped|s)|(?:well )?clear "
        r"of|followed by|defeat(?:ed|s|ing)|le(?:d|ads?) (?=the)|outpac(?:ed|es|ing)|fend(?:ed|"
        r"ing) off|held off|holding off|dethron(?:ed|ing)|before|displac(?:ed|ing)|pull(?:ed|ing) "
        r"ahead of|outran|above|over|(?:more|higher) than(?= (?:the |its |rival )*['\"]?(?-i:[A-Z]))|"
        r"(?:push|relegat|forc|send|sent|knock|leav|left|keep|kept)(?:ed|es|ing|s)?"
        r"(?= [^.;]{2,44}? (?:in |in)?to (?:second|third|2nd|3rd)))\b",
        lambda m: Relation.OVER,
    ),
)


_MARKET = re.compile(r"(?:s|class|segment|market|business|demand)$", re.IGNORECASE)


def _of_cars(match: re.Match[str]) -> Scope:
    """Kei cars in the plural are a part of the market, "the little kei" is a car."""
    return Scope(_KEI, subject=bool(_MARKET.search(match[0])))


SCOPES = (
    finder(
        "scope",
        r"\b(?:kei )?(?:trucks|vans) (?:and (?:trucks|vans) )?included\b|"
        r"\bincluding (?:kei |mini)?(?:trucks|vans|commercial vehicles)\b",
        lambda m: Scope((Segment.KEI,)),
    ),
    finder(
        "scope",
        r"\b(?:kei|mini)[- ]?(?:commercial vehicles?|trucks?(?: and vans?)?|vans? and trucks?|vans?)|"
        r"light (?:trucks and vans|commercial)",
        lambda m: Scope((Segment.KEI_TRUCK,)),
    ),
    finder(
        "scope", r"\b(?:the )?trucks and vans\b|\bcommercial (?:kei|mini)\w*", lambda m: Scope((Segment.KEI_TRUCK,))
    ),
    finder(
        "scope",
        r"\b(?:kei|mini) passenger (?:cars?|vehicles?|market|segment|class)|"
        r"passenger (?:kei|mini)[- ]?(?:cars?|vehicles?)?|passenger minicars",
        lambda m: Scope((Segment.KEI_PASSENGER,)),
    ),
    finder(
        "scope",
        r"\b(?:registered (?:cars?|vehicles?)|(?:cars|vehicles) larger than kei|(?:larger|bigger) "
        r"(?:cars|vehicles)|cars over 660 ?cc|non-kei (?:cars|vehicles))",
        lambda m: Scope((Segment.REGISTERED,), subject=bool(_MARKET.search(m[0]))),
    ),
    finder("scope", rf"\b(?:{_CARS})\b(?: (?:cars?|sales|market|registrations|business|demand))?", _of_cars),
    finder(
        "scope",
        r"\bpassenger (?:cars|vehicles)\b",
        lambda m: Scope((Segment.KEI_PASSENGER, Segment.REGISTERED), sure=False),
    ),
    finder(
        "scope",
        r"\b(?:commercial|goods|cargo) vehicles\b|\b(?:cargo|commercial|goods) ones\b",
        lambda m: Scope((Segment.KEI_TRUCK,), sure=False),
    ),
    finder("scope", r"\bpassenger ones\b", lambda m: Scope((Segment.KEI_PASSENGER, Segment.REGISTERED), sure=False)),
    finder(
        "scope",
        r"\b(?:all (?:new )?(?:cars|vehicles|models)|new (?:cars|vehicles)(?: of all kinds| overall)?|"
        r"new[- ](?:car|vehicle) (?:sales|registrations|market)|(?:Japan's|the) (?:whole |total |"
        r"entire |overall )?(?:car|auto|vehicle|new-car) market|overall ranking|including (?:kei|"
        r"registered) (?:cars|vehicles)|overall\b|vehicles of all kinds|total vehicle sales)",
        lambda m: Scope((Segment.ALL,)),
    ),
)
