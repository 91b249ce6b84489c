"""English wordings."""

from __future__ import annotations

import re

from yellowplate.facts import Number
from yellowplate.read.prose.en.numbers import QUANTITY, REL, SPELLED, UNITS, multiple, quantity, spelled
from yellowplate.read.prose.en.periods import PERIODS
from yellowplate.read.prose.en.places import ORDERS, PLACES, RUNS, SCOPES
from yellowplate.read.prose.tokens import FLAT, Quantity, Words, finder

_UP = (
    "up|rose|risen|rise[sn]?|rising|gain(?:s|ed|ing)?|grew|grow[sn]?|growing|growth|increase[sd]?|"
    "increasing|climb(?:s|ed|ing)?|"
    "jump(?:s|ed|ing)?|surge[sd]?|surging|soar(?:s|ed|ing)?|leap(?:s|t|ed)?|advance[sd]?|"
    "improve[sd]?|improvement|add(?:s|ed|ing)?|plus|"
    "expand(?:s|ed)?|swell(?:s|ed)?|swollen|recover(?:s|ed)|higher|rocket(?:s|ed)?|ahead|better|"
    "lifted|boost(?:ed)?"
)


_DOWN = (
    "down|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|"
    "lost|los[est]{1,2}|losing|shed(?:s|ding)?|"
    "slip(?:s|ped|ping)?|slid(?:e|es|ing)?|sank|sink(?:s|ing)?|sunk|tumbl(?:e|es|ed|ing)|plung(?:e|"
    "es|ed|ing)|plummet(?:s|ed|ing)?|"
    "dip(?:s|ped|ping)?|shr[aiu]nk(?:s|ing)?|shrunken|minus|collaps(?:e|es|ed|ing)|contract(?:s|ed|"
    "ion)|retreat(?:s|ed)?|crash(?:ed)?|slump(?:s|ed)?|"
    "eas(?:e|es|ed)|weaken(?:s|ed)?|reduc(?:e|ed|tion)|lower|off|behind|below|short"
)


_MORE = (
    r"more|higher|up|above|better|increase|rise|gain|growth|jump|surge|improvement|advance|leap|"
    r"over\b(?! the same)|upturn|boost|uptick"
)


_LESS = (
    r"fewer|less|lower|down|below|worse|decrease|drop|decline|fall|dip|plunge|slide|slump|loss|"
    r"under|contraction|reduction|tumble|collapse"
)


_ALL_FINDERS = (
    *RUNS,
    *PERIODS,
    *PLACES,
    finder(
        "multiple",
        rf"(?:\b(?P<rel>{REL})\s+(?:a\s+)?)?\b(?P<word>doubl(?:ed|es|ing|e)\b|twice(?= (?:as|the|what|"
        rf"its|that))|tripl(?:ed|es|ing|e)\b|trebl(?:ed|es|ing|e)\b|quadrupl(?:ed|es|ing)|halv(?:ed|ing)\b|"
        rf"halves(?= (?:its|their|the|in|from|again)\b)|"
        rf"half(?= (?:of |"
        rf"the |as |that|what|its))|(?<!the )half(?=\s*(?:[.,;:\n]|$|(?:from|on|in|compared|against|to) ))|(?:a|"
        rf"one)[- ]third\b|a quarter(?= (?:more|less|fewer|of|higher|"
        rf"lower|up|down))|two[- ]thirds|"
        rf"(?P<times>two|three|four|five|six|seven|eight|nine|ten) times(?= (?:as|the|what|its|that|more))|"
        rf"(?P<fold>two|three|four|five|six|seven|eight|nine|ten)fold)",
        multiple,
    ),
    finder(
        "multiple",
        r"\b(?:was|were|is|are|remained|stayed|ended|came in|almost|nearly|virtually|broadly|practically) "
        r"(?:(?:almost|nearly|virtually|broadly|practically|roughly) )?(?P<word>flat|unchanged)\b(?! out)",
        lambda m: FLAT,
    ),
    *SCOPES,
    finder(
        "quantity",
        r"\bnot a single (?:one|car|unit|vehicle)\b(?= (?:was|has been|were) (?:sold|delivered|registered|built)|$|"
        r"[.,;])",
        lambda m: Quantity(Number(0), "units"),
    ),
    finder(
        "thing",
        r"\b(?:the|its|this|that) (?:(?:new|little|boxy|small|tall|popular|tiny|compact|old) )*(?:car|model|vehicle|"
        r"minicar|"
        r"wagon|minivan|nameplate)\b(?!'?s? (?:market|industry|sales|maker|brand|tax|ranking|chart|list|class|segment|"
        r"dealer))",
        lambda m: True,
    ),
    finder(
        "pair",
        r"\bthe (?P<which>former|latter)\b|\bfor the (?P<one>one|other)\b|\bthe (?P<nth>first|second)"
        r"(?= (?:sold|lost|gained|fell|rose|found|reached|managed|recorded|moved|\d[\d,]{3,}))",
        lambda m: (m["which"] or m["one"] or m["nth"]).lower() in ("latter", "other", "second"),
    ),
    finder(
        "stranger",
        r"(?-i:(?<![A-Za-z] )(?:[Tt]he )?[A-Z][A-Za-z]+ [A-Z][\w-]+|\b[Tt]he (?!Association|Japan|Tokyo|US|"
        r"U\.S)[A-Z][a-z]+)"
        r"(?= sold\b|'s? (?:sales|registrations)\b| (?:came|finished|ranked) (?:in )?(?:first|second|third|fourth|"
        r"fifth|\d)|"
        r" with \d| had \d[\d,]{3}| \(\d[\d,]{3}|: \d[\d,]{3})|"
        r"(?<=\d )(?-i:(?!Units|Cars|January|February|March|April|May|June|July|August|September|October|November|"
        r"December|"
        r"Japan)[A-Z][a-z]{2,}(?: [A-Z][a-z]+)?s)\b",
        lambda m: True,
    ),
    finder("quantity", SPELLED, spelled),
    finder("quantity", QUANTITY, quantity),
    *ORDERS,
)


WORDS = Words(
    finders=_ALL_FINDERS,
    secondary=re.compile(
        r"\b(?:ahead of|behind|than|over|before|followed by|(?:outsold|beaten|overtaken|pipped|dethroned|displaced) by|"
        r"besides|beat(?:ing|s)?|pass(?:ing|ed)|"
        r"over(?:took|taking|takes)|edg(?:ed|ing)(?: out)?|outs(?:old|elling|ells?)|against|like|"
        r"unlike|as|twins? of|rivals?(?: of)?|from|to|"
        r"displac\w+|replac\w+|dethron\w+|trail(?:s|ed|ing)|clear of|in front of|versus|vs\.?|"
        r"based on|(?:sister|sibling|twin|brother|cousin|relative|version|derivative|successor|"
        r"answer|competitor|alternative) (?:model |car )?(?:of|to)|"
        r"its (?:twin|sister|sibling|rival|cousin)(?:,| model)?|counted with|built (?:alongside|"
        r"with|on)|shared with|held off|holding off|fend\w+ off|pipped|above|below|led|passed by|"
        r"edged)\s+(?:only |just |even |both |[\d,]+ of )?(?:the |its |arch-?|great |old |eternal |fellow |"
        r"second-placed |long-time |perennial |rival,? )*(?:rivals? )?(?:the )?['\"]?$",
        re.IGNORECASE,
    ),
    secondary_after=re.compile(r"(?!)"),
    after=re.compile(
        rf"\s*(?:{UNITS})?\s*(?:(?:were|was|for|of|by|sold of|went to|belonged to|bought|chose|"
        rf"came from|fell to|to|were sold of|buyers (?:for|of)|sales of|registrations of|orders "
        rf"for|as many as the)\s+)*(?:(?:the|its|new|a)\s+)*['\"]?",
        re.IGNORECASE,
    ),
    place_after=re.compile(
        r"(?:\s*(?:place|spot|position|car|model|kei car|minicar|was|were|is|came|comes|went|goes|"
        r"to|by|belongs|belonged|taken|held|occupied|again|then|in (?:the )?(?:kei )?(?:class|"
        r"ranking|list|chart|segment|field|market)|among (?:all )?(?:kei cars|minicars|keis)|"
        r"overall|:|,|-|\.|\)|\|))*\s*(?:the|its|new|once more the|with the)?\s*['\"]?",
        re.IGNORECASE,
    ),
    close=re.compile(
        rf"(?:'s)?['\"]?\s*(?:[:(=\t|]|,?\s*(?:which |who |and |whose )?(?:sold|with|w/|at|on|"
        rf"registered|recorded|posted|managed|did|made|reached|achieved|found|saw|had|came to|came "
        rf"in at|stood at|scored|took|moved|shifted|delivered|logged|notched|hit|totalled|totaled|"
        rf"amounted to|numbered|whose|found|counted|brought|got|drew|sells|shows|for|finished "
        rf"(?:on|with|at)))?\s*(?:up |a total of |a |an |exactly |only |just |its |sales (?:of|"
        rf"were|came to|at|reached) |total |totals? |(?:were |was |is "
        rf")?(?:\({{1}})?)*(?:{REL})?\s*",
        re.IGNORECASE,
    ),
    either=re.compile(
        r"(?:'s)?['\"]?\s*,?\s*(?:with|w/|at|on)\s+(?:its |a total of |exactly |only |just )*", re.IGNORECASE
    ),
    base=re.compile(
        r"(?:\bthan|\bon|\bfrom|\bover|\bversus|\bvs\.?|\bagainst|\bcompared (?:with|to)|"
        r"\brelative to|\bcomparison (?:with|to)|\bof (?:the )?(?:level|figure|total|number|result|"
        r"sales|volume)(?: (?:of|in|for|seen in))?|\babove|\bbelow|\bas in|\bahead of|\bbehind|"
        r"\bbeating|\bthat of|\b(?:times|double|twice|triple|half))"
        r"(?:\s+(?:what it (?:was|sold) in|it (?:was|did|sold) in|the (?:level|figure|total|number|"
        r"result|sales|volume) (?:of|in|for)|sales in|levels? (?:of|in)|the|a|in|that of|those of|"
        r"for|during|its|to|figures? (?:for|of)|(?:was|were) sold in|sold in|the one of))*\s*$",
        re.IGNORECASE,
    ),
    relative=re.compile(r"['\")]?,?\s*(?:which|whose|who)\b", re.IGNORECASE),
    throughout=re.compile(r"(?:the )?(?:whole|full|entire|first \w+ months)\b", re.IGNORECASE),
    within=re.compile(r"\b(?:in|for|during)\s+$", re.IGNORECASE),
    goes_on=re.compile(r"\s*,?\s*(?:when|which|in which|at which|where)\b", re.IGNORECASE),
    base_follows=True,
    base_after=re.compile(r"(?!)"),
    local=re.compile(
        rf"\s*(?:(?:{UNITS})\s*)?(?:(?:sold|registered|recorded|delivered|notified|seen|counted|"
        rf"it sold)\s+)?,?\s*(?:in|for|during|of|back in|over|through)?\s*(?:the )?\s*\(?",
        re.IGNORECASE,
    ),
    apart=re.compile(r"\bby\s+(?:just |only |some |about |a mere |no more than )*$", re.IGNORECASE),
    whole=re.compile(r"\s*(?:units |cars |vehicles )?(?:out )?of\s+(?:the |a total of |all )?", re.IGNORECASE),
    lead=re.compile(
        r"(?:'s)?\s*(?:[:=(]|,)?\s*(?:(?:figure|total|level|result|count|number|sales) (?:of|was|were) |"
        r"(?:it|they|the \w+) )?(?:had |was |were |have )?"
        r"(?:been |sold |registered |recorded |managed |reached |found |had )?\s*",
        re.IGNORECASE,
    ),
    rises=re.compile(rf"\b(?P<up>{_UP})\b|\b(?P<down>{_DOWN})\b", re.IGNORECASE),
    rises_after=re.compile(
        rf"\s*(?:units |cars |vehicles )?(?:to the )?(?:sales |year-on-year |month-on-month |annual "
        rf"|monthly |sharp )?(?:(?P<up>{_MORE})|(?P<down>{_LESS}))\b",
        re.IGNORECASE,
    ),
    by=re.compile(r"\s+(?:by\s+|a further\s+|another\s+|of\s+|some\s+|about\s+|, or by\s+)*", re.IGNORECASE),
    near=re.compile(r"['\")]?\s*(?:,|\(|in|into|on|at|as)?\s*", re.IGNORECASE),
    signs={"up": 1, "down": -1},
    to=re.compile(
        r"\b(?:to|at)\s+(?:a total of |just |only |a |an |(?:its )?(?:best |highest |lowest )?(?:level "
        r"(?:of )?)?)*$",
        re.IGNORECASE,
    ),
    from_=re.compile(
        r"\b(?:from|after|compared (?:with|to)|than(?: the)?|up on|down on)\s+(?:the |a |just |only |"
        r"its |mere )*$",
        re.IGNORECASE,
    ),
    share=re.compile(
        r"\bshare|\bof (?:them|the lot|it) all\b|"
        r"\bof (?:the |Japan's |all |total |every |its |this |that )?(?:\w+ ){0,2}(?:segment|"
        r"class|whole|market|new (?:cars|vehicles)|all (?:new )?(?:cars|vehicles)|cars sold|total "
        r"sales|new-car (?:sales|market))|\baccount(?:s|ed|ing)? for",
        re.IGNORECASE,
    ),
    of_base=re.compile(
        r"\s*(?:of|as (?:many|much)|the (?:level|number|figure|total)|what (?:it|they)|its (?:level|"
        r"year|total)|that of)\b",
        re.IGNORECASE,
    ),
    no_sales=re.compile(
        r"^\s*(?:units |cars |vehicles )?(?:(?:a|each|every) month|(?:ahead|behind|short|clear|shy|apart))\b|"
        r"\b(?:target(?:s|ed|ing)?|plan(?:s|ned|ning)?|forecasts?|expect(?:s|ed|ing|ation)?|goals?|"
        r"aim(?:s|ed|ing)?|hop(?:es?|ed|ing)|capacity|"
        r"per month|monthly (?:target|goal|"
        r"plan|average)|on average|averag(?:e|ed|es|ing)|each month|every month|"
        r"produc(?:ed|tion)|output|export(?:s|ed)?|recall(?:s|ed)?|worldwide|globally|global|"
        r"overseas|abroad|in (?:China|India|Europe|America|the US|the United States|Germany|France|"
        r"Thailand|Indonesia|Britain|Tokyo|Osaka|Hokkaido|Okinawa|Taiwan)|used[- ]cars?|"
        r"second-?hand|"
        r"cumulative|since (?:its )?(?:launch|debut|introduction|20\d\d|19\d\d)|lifetime|all[- "
        r"]time|in total since|altogether since|would|could|(?-i:may)|might|should|will|subsid\w+|"
        r"price[ds]?|cost(?:s|ing)?|stock|inventory|came within|gap|margin|difference between|"
        r"distance|last week|last time|yesterday|visitors|guests|for (?:its|the|their) (?:arch-?)?(?:rival|"
        r"competitor)|out of the|parc|on the "
        r"road|fleet)\b",
        re.IGNORECASE,
    ),
    doubtful=re.compile(
        r"\b(?:not|never|no longer|wasn't|isn't|didn't|won't|wrongly|incorrectly|mistakenly|if|unless|"
        r"whether|denied|rumou?rs?|allegedly|would have|could have|imagine|suppose|instead of|rather "
        r"than)\b",
        re.IGNORECASE,
    ),
    maker_link=re.compile(
        r"(?:'s?)?(?:[- ](?:built|made|badged|branded|produced))?\s+(?:(?:new|latest|own|popular|"
        r"best-selling|boxy|tall|tiny|little|brand-new|all-new|small|kei|top-selling|evergreen|"
        r"mini(?:car)?|model|redesigned)\s+){0,3}['\"]?",
        re.IGNORECASE,
    ),
    maker_after=re.compile(
        r"['\"]?(?:\s*\(|\t|\s*\|\s*|\s*\[|,? (?:of|by|from|made by|built by|sold by)\s+)", re.IGNORECASE
    ),
    maker_part=re.compile(
        r"(?:'s?)?\s+(?:(?:domestic|total|monthly|new|overall|own|combined|January|February|March|April|May|June|July|"
        r"August|September|October|November|December) )*"
        r"(?:(?:sales|registrations|deliveries|volumes?|results?|figures?) (?:of|for|in|with) (?:(?:new|its|the) )?)?",
        re.IGNORECASE,
    ),
    unknown=re.compile(
        r" (?!(?:Motors?|Corp|Corporation|Co|Inc|Ltd|Group|Motor|Japan|Kei|Sales|Chief|President|Chairman|CEO|Dealers?|"
        r"Leads?|Tops?|Sold|Sells|Up|Down|And|The|In|At|On|Is|Was|Of|January|February|March|April|May|June|July|August|"
        r"September|October|November|December)\b)[A-Z][\w-]*(?: [A-Z][\w-]*)?(?=(?:'s)? (?:[a-z]|\(?[+-]?\d)|[,:;.(\t|"
        r"]|$)"
    ),
    head=re.compile(
        r"'s?\s+(?:[\w-]+ ){0,3}?(?:sales|registrations|deliveries|volumes?|results?|figures?|totals?|share|numbers?|"
        r"count|"
        r"tally|lead|rank|place|position|gain|loss|growth|decline|drop|rise|\d[\d,]*|own (?:sales|total))\b|(?!')",
        re.IGNORECASE,
    ),
    articled=re.compile(r"\bthe\s+$", re.IGNORECASE),
    articled_after=re.compile(
        r"\s*(?:[,.;:?!()]|$|\b(?:sold|reached|had|did|was|is|came|fell|rose|jumped|gained|lost|grew|dropped|by|and|but|"
        r"with|at|"
        r"in|on|went|got|managed|found|took|could|climbed|slipped|beat|outsold|itself|again|only|also|finished|held|"
        r"kept|stayed|remained)\b)",
        re.IGNORECASE,
    ),
    built=re.compile(r"built|made|produced|assembled", re.IGNORECASE),
    not_made=re.compile(
        r"[- ](?:rival|competitor|challenger|fighter|killer|equivalent|alternative|counterpart|twin|"
        r"sibling|clone|version|based|like|style|derivative|owners?|dealers?|sister)",
        re.IGNORECASE,
    ),
    clause=re.compile(
        r"[;]|,\s+(?:while|whereas|but|and the|although|though|yet)\b|\bwhile\b|\bwhereas\b|\bbut\b|"
        r"\s-\s"
    ),
    parallel=re.compile(r"(?!)"),
    joined=re.compile(r"\s*(?:,|and|&|,\s*and|/)\s*(?:the|its)?\s*['\"]?", re.IGNORECASE),
    others=re.compile(
        r"\s*(?:by\s+)?(?:(?:the|its|both|only|just|rivals?|second-placed|\d[a-z]{2}-placed|runner-up|archrival|"
        r"arch-rival|perennial|new|long-time|leader|number two|fellow|last month's|October's|winner|of|"
        r"maker|old|great|in second place|third-placed|the month's)\s*,?\s*)*['\"]?",
        re.IGNORECASE,
    ),
    margin=re.compile(r"\s*(?:units |cars |vehicles )?(?:in |just |only )?", re.IGNORECASE),
    margin_after=re.compile(
        r"['\"]?\s*(?:\([^)]{0,40}\)|with [\d,]+(?: units| cars)?)?\s*(?:in(?:to)? \w+ place)?\s*[.,]?\s*(?:by|"
        r"with a lead of|with a "
        r"margin of|by a margin of)\s+(?:a |just |only |some |about |a mere |as few as |no more than )*",
        re.IGNORECASE,
    ),
    them=re.compile(r"\bof (?:them|these|those)\b", re.IGNORECASE),
    gap_before=re.compile(
        r"(?:\b(?:gap|margin|difference|distance|separated (?:only )?by|apart by)\b|"
        r"\b(?:lead|advantage)(?: (?:of|over) [^.;,\d]{1,40}?)? (?:of|was|is|came to|stood at|amounted to|grew to|"
        r"shrank to)\b)"
        r"(?:\s*\(|[^.;,\d(]{0,40}(?:\([^()]{1,20}\)[^.;,\d(]{0,20})?)$",
        re.IGNORECASE,
    ),
    gap_after=re.compile(
        r"\s*(?:units |cars )?(?:apart|between|separat(?:e[sd]?|ing)|part(?:s|ed)?|divid(?:e[sd]?|ing))\b|"
        r"\s*(?:units |cars |vehicles )?(?:ahead|behind|short|adrift|clear|in front)(?=\s*(?:[.,;:)]|$))",
        re.IGNORECASE,
    ),
    times=re.compile(
        r"\s*(?:as|the|what|its|that|those|more|higher|greater|larger|bigger|over|up|than|year|month|on|last|compared|"
        r"in (?:one|a) (?:year|month))\b",
        re.IGNORECASE,
    ),
    until=re.compile(r"\b(?:before that|until then|up to then|till then|previously|had been)\b", re.IGNORECASE),
    versus=re.compile(r"\s*(?:units |cars )?(?:against|to|versus|vs\.?|compared (?:with|to))\s+", re.IGNORECASE),
    surely=re.compile(
        r"outs|beat|overt|edg|pip|defeat|outpac|fend|held off|dethron|ahead of|in front of", re.IGNORECASE
    ),
    him=re.compile(r"\s+(?:it|them|that car|the former|its (?:arch-?)?rival)\b", re.IGNORECASE),
    legend=re.compile(r"\bin (?:brackets|parentheses)\b", re.IGNORECASE),
    over=re.compile(r"\s*,?\s*(?:before|until|till|up to|through|when|ended|came to an end)\b", re.IGNORECASE),
    run_break=re.compile(
        r"\b(?:rise|growth|increase|gain|decline|fall|drop|rose|fell|grew|above|below)\b", re.IGNORECASE
    ),
)
