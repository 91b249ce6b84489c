"""Processes that work out what takes long: they can be ended at any time, and what they may use is limited."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yellowplate.questions import Refused, Why

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from yellowplate.answers import Answer
    from yellowplate.questions import Asked, Question
    from yellowplate.service.desks import Desks

_MEMORY_BYTES = 4 << 30  # of address space; the engine maps far more than it uses
_NICE = 5  # requests that are answered at once go first
_OPENING_SECONDS = 300
_OPENED, _TOLD, _ANSWER = "opened", "told", "answer"


class Workers:
    """`count` processes, started when first needed; each answers one question at a time."""

    def __init__(self, desks: Desks, count: int) -> None:
        self._desks = desks
        self._free: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._all = [_Worker(desks.path, desks.as_of, desks.may_begin) for _ in range(count)]
        for worker in self._all:
            self._free.put_nowait(worker)

    async def answer(
        self, question: Question, asked: Asked, begun: Callable[[], None], told: Callable[[int], None]
    ) -> Answer | Refused:
        """The answer, within the question's seconds once it has `begun`; cancelling the task ends the work.

        What a process needs to open the desk, whose figures may have to be worked out first, is not counted.
        """
        worker = await self._free.get()
        try:
            begun()
            async with asyncio.timeout(_OPENING_SECONDS) as limit:
                now = asyncio.get_running_loop().time
                return await worker.ask(question.name, asked, lambda: limit.reschedule(now() + question.seconds), told)
        except TimeoutError:
            worker.end()
            return Refused(Why.TOO_LONG, f"It took more than {question.seconds} seconds; ask for less at a time.")
        except EOFError:
            worker.end()
            return Refused(Why.TOO_LONG, "It took more memory than is allowed; ask for less at a time.")
        except asyncio.CancelledError:
            worker.end()
            raise
        finally:
            self._free.put_nowait(worker)

    def close(self) -> None:
        """End all processes."""
        for worker in self._all:
            worker.end()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, path: Path | None, as_of: date | None, may_begin: bool) -> None:
        self._opened = (path, as_of, may_begin)
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    async def ask(
        self, name: str, asked: Asked, opened: Callable[[], None], told: Callable[[int], None]
    ) -> Answer | Refused:
        """Put the question and wait; raises EOFError where the process ended."""
        loop = asyncio.get_running_loop()
        pipe = self._started()
        with _broken_pipe_as_end():
            pipe.send((name, asked))
            while True:
                kind, value = await loop.run_in_executor(None, pipe.recv)
                if kind == _TOLD:
                    told(value)
                elif kind == _OPENED:
                    opened()
                else:
                    return value  # type: ignore[no-any-return]

    def end(self) -> None:
        """End the process at once; the next question starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _started(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            self.end()
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            self._process = context.Process(target=_work, args=(theirs, *self._opened), daemon=True)
            self._process.start()
            theirs.close()
            self._pipe = ours
        return self._pipe


class _broken_pipe_as_end:  # noqa: N801  (reads as a word of the language)
    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, OSError) and not isinstance(error, TimeoutError):
            raise EOFError from error


def _work(pipe: Connection, path: Path | None, as_of: date | None, may_begin: bool) -> None:
    """What a worker process does until its pipe is closed."""
    from yellowplate.service.desks import Desks

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    desks = Desks(path, as_of, may_begin=may_begin)
    with suppress(EOFError, OSError):
        while True:
            name, asked = pipe.recv()
            pipe.send((_ANSWER, _answer(desks, name, asked, lambda kind, value: pipe.send((kind, value)))))


def _answer(desks: Desks, name: str, asked: Any, send: Callable[[str, int], None]) -> Answer | Refused:
    from yellowplate.errors import YellowplateError
    from yellowplate.questions import QUESTIONS, put
    from yellowplate.questions.put import refusal
    from yellowplate.questions.study import entry_asked

    try:
        desk = desks.current().desk
        _ = desk.tables
        send(_OPENED, 0)
        if name == "enter":
            return desk.enter(entry_asked(asked), 1, lambda steps: send(_TOLD, steps))
        return put(desk, QUESTIONS[name], asked)
    except YellowplateError as error:
        return refusal(error)
    except MemoryError:
        return Refused(Why.TOO_LONG, "It took more memory than is allowed; ask for less at a time.")
    except RecursionError:
        return Refused(Why.BAD_INPUT, "It is nested too deeply to be read.")
