"""The Pagefind binary, driven through its service protocol: documents in, the files of a search bundle out.

Messages are `base64(json) + ","` on standard input and output. The Python wrapper of the same protocol sleeps
0.1 s before every reply and hangs on answers over 2 MiB, so it is not used.
"""

import base64
import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from io import BufferedReader
from typing import IO, TYPE_CHECKING, Any, cast

from briefkit.model.outputs import SearchDocument

if TYPE_CHECKING:
    import subprocess

_UNUSED = tuple(f"pagefind-{part}" for part in ("ui.", "modular-ui.", "component-ui.", "highlight."))
"""Ready-made interfaces, some 300 kB, that come with every bundle; our page has its own."""

CHUNK = "1000"
"""Word positions in each file of the index, which then has some 1.5 kB. For each word a reader fetches one or two
such files from each shard; with Pagefind's default of 20,000 they would have 23 kB. (Should Pagefind drop this
setting, searches are heavier, not wrong.)"""

_ANY_LANGUAGE = "wasm.unknown.pagefind"
"""The engine for languages that Pagefind cannot stem. A bundle in a language that it can stem never loads it."""


class SearchError(Exception):
    """Pagefind could not be run or refused what it was given; the text says which."""


class Indexer:
    """A Pagefind process that makes one search bundle after another: starting it takes as long as indexing twenty
    reports. It starts when it is first needed, and ends with the `with` block."""

    def __init__(self, language: str) -> None:
        """Everything is stemmed as `language`: Pagefind splits by the documents' own languages otherwise, and a
        report in another language could not be found from the site's search page."""
        self._language = language
        self._running: subprocess.Popen[bytes] | None = None
        self._made = 0

    def __enter__(self) -> "Indexer":
        return self

    def __exit__(self, *_: object) -> None:
        if process := self._running:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(BrokenPipeError):
                    cast(IO[bytes], pipe).close()
            process.wait()

    def bundle(self, documents: Iterable[SearchDocument]) -> dict[str, bytes]:
        """Index `documents` and return the bundle's files by name.

        Requests are pipelined: a thread writes them all while answers are read, so neither side waits.
        Raises SearchError, and what `documents` raise; the indexer is of no use after that.
        """
        from concurrent.futures import ThreadPoolExecutor

        process = self._running = self._running or _started()
        with ThreadPoolExecutor(1) as writer:
            sending = writer.submit(_send, process, self._requests(documents))
            try:
                files = _index_of(cast(BufferedReader, process.stdout))
            except BaseException:
                process.kill()  # or the thread would wait for somebody to read on
                sending.result()  # where making a document failed, that is the reason
                raise
        self._made += 1
        return _kept(files, self._language)

    def _requests(self, documents: Iterable[SearchDocument]) -> Iterator[dict[str, Any]]:
        number = self._made  # an indexer counts its indexes from 0
        if number:
            yield {"type": "DeleteIndex", "index_id": number - 1}
        yield {"type": "NewIndex", "config": {"keep_index_url": True, "force_language": self._language}}
        for document in documents:
            yield {"type": "AddFile", "index_id": number, "url": document.url, "file_contents": document.html}
        yield {"type": "GetFiles", "index_id": number}


def _started() -> "subprocess.Popen[bytes]":
    import subprocess

    from pagefind_bin import get_executable

    try:
        return subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK},
            start_new_session=True,  # Ctrl+C is for us: it ends when we let go of its input
        )
    except OSError as error:
        raise SearchError(f"the search indexer cannot be started: {error}") from error


def _index_of(pipe: BufferedReader) -> list[dict[str, str]]:
    """The files of the index that was asked for, each with its path and its content as base64."""
    for answer in _answers(pipe):
        if answer["type"] == "GetFiles":
            return cast(list[dict[str, str]], answer["files"])
        if answer["type"] == "Error":
            raise SearchError(f"the search indexer says: {answer['message']}")
    raise SearchError("the search indexer ended without an index")


def _kept(files: Iterable[dict[str, str]], language: str) -> dict[str, bytes]:
    """Those files of a bundle that a site needs."""
    found = {file["path"]: file["content"] for file in files if not file["path"].startswith(_UNUSED)}
    if f"wasm.{language}.pagefind" in found:
        del found[_ANY_LANGUAGE]
    return {name: base64.b64decode(content) for name, content in found.items()}


def _send(process: "subprocess.Popen[bytes]", requests: Iterable[dict[str, Any]]) -> None:
    pipe = cast(IO[bytes], process.stdin)
    try:
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request})
            pipe.write(base64.b64encode(message.encode()) + b",")
        pipe.flush()  # not closed: at the end of its input the indexer leaves without answering
    except BrokenPipeError:
        return  # the indexer has gone; the reading side says so
    except BaseException:
        process.kill()  # or the reading side would wait for ever
        raise


def _answers(pipe: BufferedReader) -> Iterator[dict[str, Any]]:
    waiting = bytearray()
    while chunk := pipe.read1(1 << 20):
        waiting += chunk
        while (end := waiting.find(b",")) >= 0:
            try:
                yield json.loads(base64.b64decode(waiting[:end], validate=True))["payload"]
            except (ValueError, KeyError) as error:
                raise SearchError("the search indexer answers in an unknown way") from error
            del waiting[: end + 1]
