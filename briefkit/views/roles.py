"""Offices that people and organisations hold, with their dates: all, or those of the time when they were named."""

from collections.abc import Sequence
from typing import NamedTuple

from briefkit.model.moments import Moment
from briefkit.model.records import Role
from briefkit.views.pieces import Date, date_of, dates_of, range_words


class RoleView(NamedTuple):
    """An office and when it was held."""

    title: str
    start: Date | None
    end: Date | None


def role_views(roles: Sequence[Role]) -> tuple[RoleView, ...]:
    """Roles as pages show them: those held last come first, those without dates before all."""
    latest_first = sorted(roles, key=_order, reverse=True)
    return tuple(RoleView(role.title, *_dates(role)) for role in latest_first)


def held_between(roles: Sequence[Role], first: Moment, last: Moment) -> tuple[Role, ...]:
    """Those of `roles` that were held at any time from `first` to `last`. An open end has no limit."""
    return tuple(
        role
        for role in roles
        if (role.start is None or role.start.instant < last.end)
        and (role.end is None or role.end.end > first.instant)
    )


def roles_in_words(roles: Sequence[Role]) -> str:
    """Roles in one line, each with its dates: `Harbour master (2019 to 2021); Mayor (from 2021)`."""
    return "; ".join(f"{role.title}{_span(role)}" for role in roles)


def _span(role: Role) -> str:
    start, end = _dates(role)
    if start and end:
        return f" ({range_words(start, end)})"
    if start:
        return f" (from {start.words})"
    return f" (until {end.words})" if end else ""


def _dates(role: Role) -> tuple[Date | None, Date | None]:
    if role.start:
        return dates_of(role.start, role.end)
    return None, date_of(role.end) if role.end else None


def _order(role: Role) -> tuple[float, float]:
    endless = float("inf")
    if role.start is None and role.end is None:
        return endless, endless
    end = role.end.end.timestamp() if role.end else endless
    return end, role.start.instant.timestamp() if role.start else -endless
