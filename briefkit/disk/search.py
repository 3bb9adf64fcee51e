"""The Pagefind binary, driven through its service protocol: documents in, the files of a search bundle out.

Messages are `base64(json) + ","` on standard input and output. The Python wrapper of the same protocol sleeps
0.1 s before every reply and hangs on answers over 2 MiB (FACTS), so it is not used.
"""

import base64
import contextlib
import json
import os
import threading
from collections.abc import Iterable, Iterator
from io import BufferedReader
from typing import IO, Any, cast

from briefkit.model.outputs import SearchDocument

_UNUSED = tuple(f"pagefind-{part}" for part in ("ui.", "modular-ui.", "component-ui.", "highlight."))
"""Ready-made interfaces, some 300 kB, that come with every bundle; our page has its own."""

CHUNK = "1000"
"""Places of words in a file of the index, some 1.5 kB. A reader fetches one or two from each shard for each word;
with Pagefind's own 20,000 that would be 23 kB. (Should Pagefind drop this setting, search is heavier, not wrong.)"""

_ANY_LANGUAGE = "wasm.unknown.pagefind"
"""Search for languages that Pagefind cannot stem; a bundle of one that it can never asks for it."""


class SearchError(Exception):
    """Pagefind could not be run or refused what it was given; the text says which."""


def build_bundle(documents: Iterable[SearchDocument], language: str) -> dict[str, bytes]:
    """Index `documents` and return the bundle's files by name.

    Everything goes into one index, stemmed as `language`: Pagefind splits by the documents' own languages
    otherwise, and a report in another language could not be found from the site's search page.

    Requests are pipelined: a thread writes them all while answers are read, so neither side waits.
    Raises SearchError.
    """
    import subprocess

    from pagefind_bin import get_executable

    try:
        process = subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK},
        )
    except OSError as error:
        raise SearchError(f"the search indexer cannot be started: {error}") from error
    assert process.stdin is not None and process.stdout is not None
    writer = threading.Thread(target=_send, args=(process.stdin, _requests(documents, language)), daemon=True)
    writer.start()
    try:
        for answer in _answers(cast(BufferedReader, process.stdout)):
            if answer["type"] == "GetFiles":
                files = {file["path"]: file["content"] for file in answer["files"]}
                if f"wasm.{language}.pagefind" in files:
                    del files[_ANY_LANGUAGE]
                return {
                    name: base64.b64decode(content) for name, content in files.items() if not name.startswith(_UNUSED)
                }
            if answer["type"] == "Error":
                raise SearchError(f"the search indexer says: {answer['message']}")
    finally:
        process.kill()
        writer.join()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()
        process.wait()
    raise SearchError("the search indexer ended without an index")


def _requests(documents: Iterable[SearchDocument], language: str) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"keep_index_url": True, "force_language": language}}
    for document in documents:
        yield {"type": "AddFile", "index_id": 0, "url": document.url, "file_contents": document.html}
    yield {"type": "GetFiles", "index_id": 0}


def _send(pipe: IO[bytes], requests: Iterable[dict[str, Any]]) -> None:
    try:
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request})
            pipe.write(base64.b64encode(message.encode()) + b",")
        pipe.flush()  # not closed: at the end of its input the indexer leaves without answering
    except OSError:
        return  # the indexer has gone; the reading side says so


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
