"""A site before a preview that is brought up to date by hand, and compared with a build."""

import json
from pathlib import Path
from typing import Any

from briefkit.model.issues import Issue
from briefkit.serve.preview import Preview
from briefkit.serve.search import Search
from briefkit.serve.shown import Shown
from briefkit.serve.watch import ANYTHING, Burst
from tests.served import without_additions
from tests.sites import NOW, Site, files_in


class Desk:
    """A site and what is shown of it."""

    def __init__(self, site: Site, folder: Path, base_url: str) -> None:
        self.site, self.base_url = site, base_url
        self.told: list[Issue] = []
        self.search = Search(print)
        self.shown = Shown(lambda name: None, self.told.extend)
        folder.mkdir()
        self.preview = Preview(site.request(base_url=base_url), folder, self.shown, self.search)

    def update(self, saved: Burst = ANYTHING) -> tuple[Issue, ...]:
        return self.preview.update(NOW, saved=saved).issues

    def save(self, text: str) -> tuple[Issue, ...]:
        """Write the files of `text` and say that it was these."""
        self.site.write(text)
        return self.update(Burst(frozenset(files_in(text))))

    def get(self, address: str) -> tuple[int, bytes]:
        answer = self.shown.answer(f"{self.shown.base_path}{address.removeprefix('/')}")
        return answer.status, without_additions(answer.body)

    def differing(self) -> list[str]:
        """The files that a build writes otherwise."""
        built = self.site.build(
            drafts=True, base_url=self.base_url, output=self.site.root.parent / "built", full=True
        )
        return [name for name, data in built.files().items() if name != ".briefkit" and self.get(name) != (200, data)]

    def standing(self, address: str) -> dict[str, Any]:
        """What a page is told when it begins to follow."""
        following = self.shown.follow(f"{self.shown.base_path}{address.removeprefix('/')}")
        return dict(json.loads(next(following).removeprefix(b"data: ")))
