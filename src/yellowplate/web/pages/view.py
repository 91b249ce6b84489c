"""What every page is made with: its language, its links, its questions, and the template that lays it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from yellowplate.facts import Missing, Period, Segment
from yellowplate.market.shapes import Known, Ratio
from yellowplate.publish.evidence import SIGNS
from yellowplate.publish.figures import Figures
from yellowplate.publish.text.happened import happened
from yellowplate.publish.text.messages import Part, languages, plain
from yellowplate.publish.text.writer import Writer
from yellowplate.questions import QUESTIONS, Asked, Pace, Question, Refused, Why
from yellowplate.service import Job, Service
from yellowplate.web.pages.lines import Line, filled
from yellowplate.web.pages.lines import Part as LinePart
from yellowplate.web.pages.spoken import bases, spoken, without_commands
from yellowplate.web.pages.words import heads, vocabulary

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

    from yellowplate.answers import Answer
    from yellowplate.desk import Desk

PATIENCE = 25.0

_Made = TypeVar("_Made")


class Unanswered(Exception):  # noqa: N818  (no error: the page says why)
    """There is no answer; the page tells why."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


class Waiting(Exception):  # noqa: N818  (no error: the page says how far it is)
    """The answer takes longer than a page is waited for."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.id)
        self.job = job


class View:
    """One page in one language on the desk as it stands."""

    def __init__(self, request: Request, service: Service, language: str) -> None:
        self.request = request
        self.service = service
        self.language = language
        self.forms = Figures(language)
        self.status = 200

    @cached_property
    def desk(self) -> Desk:
        """The desk that answers this page."""
        return self.service.desk

    @cached_property
    def writer(self) -> Writer:
        """Writes in the page's language."""
        return Writer(self.language, self.desk.catalog)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Words of answers in the page's language."""
        return {**vocabulary(self.forms), **bases(self.forms)}

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """Heads of columns in the page's language."""
        return heads(self.forms)

    # What is said in the page's language; the catalogs take their messages from these calls.

    def say(self, message: str, **parts: Part) -> str:
        """A message with its parts."""
        return plain(self.forms.say(message, **parts))

    def tell(self, message: str, **parts: LinePart) -> Line:
        """A message with parts of which some are links or stand in English."""
        return filled(self.forms.word(message), parts)

    def nsay(self, one: str, more: str, number: int, **parts: Part) -> str:
        """A message in the plural form that a number asks for."""
        return plain(self.forms.nsay(one, more, number, **parts))

    def word(self, message: str) -> str:
        """A message without parts."""
        return self.forms.word(message)

    def pword(self, context: str, message: str) -> str:
        """A message without parts whose meaning depends on a context."""
        return self.forms.pword(context, message)

    def told(self, text: str) -> str:
        """A word of an answer, as printed or confirmed; as it stands where it has no translation."""
        return self.words.get(text, text)

    def name(self, subject: str) -> str:
        """What a subject is called."""
        if subject in tuple(Segment):
            return self.forms.segment(Segment(subject))
        return self.writer.name(subject) if subject in self.desk.catalog else subject

    # How numbers stand.

    def units(self, known: Known) -> str:
        """Units with the sign for how they are known; why there are none."""
        if known.interval is None:
            return self.forms.blank(known.missing)
        return self.forms.bounds(known.interval) + (SIGNS.get(known.status, "") if known.status else "")

    @cached_property
    def named(self) -> Mapping[str, str]:
        """What cars, makers and events are called in the page's language, by what answers call them."""
        catalog = self.desk.catalog
        names = {catalog.name(id_): self.name(id_) for id_ in (*catalog.nameplates, *catalog.makers)}
        return names | {event.headline: happened(self.forms, catalog, event) for event in catalog.events()}

    def spoken(self, texts: Iterable[str]) -> list[Line]:
        """Sentences of an answer, in the page's language where their form is known."""
        return [spoken(self, text) for text in texts if text]

    @cached_property
    def between(self) -> Mapping[str, str]:
        """What stands between the parts of a list, short ones and long ones, and at the end of a sentence."""
        pword = self.forms.pword
        return {",": pword("list", ", "), ";": pword("list", "; "), ".": pword("list", ".")}

    def number(self, number: float, pattern: str = "#,##0.####") -> str:
        """A number by a pattern, as the language sets it."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, pattern, locale=self.forms.locale)).replace("-", "−")

    def change(self, ratio: Ratio) -> str:
        """A change; why there is none."""
        return self.forms.signed(ratio.as_change()) or self._why(ratio)

    def share(self, ratio: Ratio) -> str:
        """A share; why there is none."""
        return self.forms.signed(ratio.as_share()) or self._why(ratio)

    def _why(self, ratio: Ratio) -> str:
        missing: Missing | None = None if ratio.base.interval else ratio.missing or ratio.base.missing
        return self.forms.blank(missing)

    # Addresses.

    def link(self, path: str, **query: object) -> str:
        """A page in the same language; what is empty is left out."""
        told = {name: str(value) for name, value in query.items() if value not in (None, "", False)}
        return f"/{self.language}/{path}" + (f"?{urlencode(told)}" if told else "")

    def again(self, **changed: object) -> str:
        """This page with parts of its state changed."""
        path = self.request.url.path.split("/", 2)[2]
        return self.link(path, **{**dict(self.request.query_params), **changed})

    def subject_link(self, subject: str) -> str:
        """The page of a car or maker; empty for a segment."""
        catalog = self.desk.catalog
        if subject in catalog.nameplates:
            return self.link(f"nameplate/{subject}")
        return self.link(f"maker/{subject}") if subject in catalog.makers else ""

    def figure_link(self, subject: str, period: Period | str, segment: Segment | str | None = None) -> str:
        """The page of a figure, which is its evidence."""
        return self.link("figure", subject=subject, period=period, segment=segment)

    def in_language(self, language: str) -> str:
        """The same page in another language."""
        path, query = self.request.url.path.split("/", 2)[2], self.request.url.query
        return f"/{language}/{path}" + (f"?{query}" if query else "")

    def api(self, question: Question, asked: Asked, form: str = "") -> str:
        """The same from the API."""
        told = asked.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return f"/api/v1/{question.name}?{urlencode(told | ({'format': form} if form else {}))}".rstrip("?")

    # Questions and answers.

    def asked(self, name: str, **more: object) -> Asked:
        """The question's parameters from the address; raises Unanswered where they are out of their limits."""
        asks = QUESTIONS[name].asks
        query = {key: value for key, value in self.request.query_params.items() if key in asks.model_fields and value}
        try:
            return asks.model_validate(
                {**query, **{key: value for key, value in more.items() if value not in (None, "")}}
            )
        except ValidationError as error:
            told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])
            raise Unanswered(Refused(Why.BAD_QUESTION, f"{told}.")) from None

    async def ask(self, name: str, asked: Asked) -> Answer | Refused | Job:
        """The answer, the refusal, or the job that will answer."""
        question = QUESTIONS[name]
        return await self.service.ask(question, asked, 0 if question.pace is Pace.LONG else PATIENCE)

    async def answer(self, name: str, asked: Asked) -> Any:
        """The answer; raises Unanswered where there is none."""
        outcome = await self.ask(name, asked)
        if isinstance(outcome, Refused):
            raise Unanswered(outcome)
        if isinstance(outcome, Job):
            raise Waiting(outcome)
        return outcome

    async def run(self, work: Callable[..., _Made], *arguments: object) -> _Made:
        """Do something that takes a while beside other requests."""
        return await run_in_threadpool(work, *arguments)

    # The page.

    async def page(self, template: str, **parts: Any) -> Response:
        """The page as HTML."""
        return await run_in_threadpool(self._page, template, parts)

    def _page(self, template: str, parts: Mapping[str, Any]) -> Response:
        text = (
            _environment()
            .get_template(template)
            .render(
                view=self,
                say=self.say,
                nsay=self.nsay,
                word=self.word,
                pword=self.pword,
                languages=languages(),
                **parts,
            )
        )
        fresh = {} if self.status == 200 else {"cache-control": "no-store"}
        return HTMLResponse(text, self.status, fresh)

    async def fresh(self, template: str, **parts: Any) -> Response:
        """The page as HTML that is never kept: what it shows changes by itself."""
        response = await self.page(template, **parts)
        response.headers["cache-control"] = "no-store"
        return response

    async def refused(self, refused: Refused, status: int) -> Response:
        """The page that says why there is no answer."""
        self.status = status
        (reason,) = self.spoken([without_commands(refused.reason)]) or [()]
        return await self.page("refused.html.j2", refused=refused, reason=reason)

    async def waiting(self, job: Job) -> Response:
        """The page that says how far an answer is, and looks again."""
        return await self.fresh("waiting.html.j2", job=job, title=self.word("Being worked out"))

    def elsewhere(self, address: str) -> Response:
        """Go to another page."""
        return RedirectResponse(address, 303)


def preferred(accepted: str) -> str:
    """The language that a browser prefers among ours; English where it knows none."""
    wishes = []
    for part in accepted.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), tag.strip().lower().split("-")[0]))
        except ValueError:
            continue
    return next((tag for _, tag in sorted(wishes, key=lambda wish: wish[0]) if tag in languages()), "en")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("yellowplate.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
