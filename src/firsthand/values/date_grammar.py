"""The grammar of dates: one rule a kind of expression, over words and the tables of a language.

In: the words of a text. Out: at each place, what the first fitting rule reads there, resolved or still to be resolved.
"""

from __future__ import annotations

from datetime import date, timedelta

from firsthand.values import calendar as cal
from firsthand.values.date_cursor import DateCursor, DateKind, Reading
from firsthand.values.date_words import HYPHENS
from firsthand.values.numbers import read_number


class DateGrammar(DateCursor):
    """The rules, tried in order at every word."""

    def read_at(self, i: int) -> Reading | None:
        """What the first rule that fits reads at word `i`."""
        word = self.words[i]
        if word.kind == "mark":
            return None
        if word.kind == "number":
            return (
                self._iso(i)
                or self._decade(i)
                or self._clock(i)
                or self._day_month(i)
                or self._ordinal_period(i)
                or self._duration(i)
                or self._year(i)
            )
        return (
            self._relative_day(i)
            or self._decade(i)
            or self._same(i)
            or self._part_of_time(i)
            or self._weekday(i)
            or self._month_day(i)
            or self._day_month(i)
            or self._ordinal_period(i)
            or self._shifted_unit(i)
            or self._set(i)
            or self._ago(i)
            or self._duration(i)
            or self._reference(i)
        )

    def _iso(self, i: int) -> Reading | None:
        words = self.words
        if i + 4 >= self.n or words[i + 1].text not in "-/." or words[i + 3].text != words[i + 1].text:
            return None
        if words[i + 4].end - words[i].start > 10:
            return None
        a, b, c = (self._number(k, 0, 2199) for k in (i, i + 2, i + 4))
        if a is None or b is None or c is None:
            return None
        if len(words[i].text) == 4:
            year, month, day = a, b, c
        else:
            year = c if c > 99 else c + (2000 if c < 50 else 1900)
            month, day = (a, b) if (self.lexicon.month_first and a <= 12) or b > 12 else (b, a)
        try:
            period = cal.day_period(date(year, month, day))
        except ValueError:
            return None
        return Reading(i, i + 5, "date", period.value, period)

    def _clock(self, i: int) -> Reading | None:
        """ "16:08 UTC", "0800 UTC", "6:40 p.m.", with a "today" beside it; on the anchor's day."""
        key, at = self._key, i + 3
        hour, minute = self._number(i, 0, 24), self._number(i + 2, 0, 59)
        if hour is None or minute is None or key(i + 1) not in (":", ".") or len(self.words[i + 2].text) != 2:
            digits = self.words[i].text
            if len(digits) != 4 or not digits.isdigit() or key(i + 1) not in ("utc", "gmt"):
                return None
            hour, minute, at = int(digits[:2]), int(digits[2:]), i + 1
        elif key(i + 1) == "." and key(at) not in self.lexicon.clock_words:
            return None
        if hour > 24 or minute > 59:
            return None
        half = (
            key(at)[:1] if key(at) in ("am", "pm") else key(at) if key(at) in ("a", "p") and key(at + 2) == "m" else ""
        )
        if half:
            at += 1 if key(at) in ("am", "pm") else 4 if key(at + 3) == "." else 3
            hour = hour % 12 + (12 if half == "p" else 0)
        zone = "Z" if key(at) in ("utc", "gmt") else ""
        if key(at) in self.lexicon.clock_words:
            at += 1
        first = i
        beside = self.lexicon.days.at(self.words, at)
        if beside:
            at = beside[1]
        else:
            back = i
            while back > 0 and i - back < 3 and self.words[back - 1].key in self.lexicon.clock_marks:
                back -= 1
            if back > 0 and self.lexicon.days.at(self.words, back - 1):
                beside, first = self.lexicon.days.at(self.words, back - 1), back - 1
        n = int(beside[0].split()[0]) if beside else 0
        clock = f"T{hour:02d}:{minute:02d}{zone}"
        return Reading(first, at, "time", clock, resolve=lambda a: cal.at_clock(a + timedelta(days=n), clock))

    def _day_month(self, i: int) -> Reading | None:
        """ "19 July 2012", "el 12 de octubre", "the 20th of July"."""
        day, at = self._number(i, 1, 31), i + 1
        if day is None:
            ordinal = self.lexicon.numbers.small.get(self._key(i)) if self._key(i + 1) in self.lexicon.links else None
            if ordinal is None or not 1 <= ordinal <= 31:
                return None
            day = int(ordinal)
        if (
            self._key(at) in self.lexicon.day_suffixes
            and at < self.n
            and self.words[at].start == self.words[at - 1].end
        ):
            at += 1
        at = self._skip_links(at)
        month = self._month(at)
        if month is None:
            return None
        if self.words[at].key in self.lexicon.doubtful_months and not self.words[at].text[:1].isupper() and at == i + 1:
            pass
        return self._finish_day(i, self._skip_abbreviation(at + 1) if self._year_after(at + 2) else at + 1, month, day)

    def _month_day(self, i: int) -> Reading | None:
        """ "October 12, 2005", "July 2023", "early June", a month alone."""
        month = self._month(i)
        if month is None:
            return None
        at = self._skip_abbreviation(i + 1)
        day = self._number(at, 1, 31) if self.lexicon.month_first else None
        if day is not None and len(self.words[at].text) <= 2:
            at += 1
            if self._key(at) in self.lexicon.day_suffixes and self.words[at].start == self.words[at - 1].end:
                at += 1
            return self._finish_day(i, at, month, day)
        with_year = self._year_after(at)
        if with_year:
            year, after = with_year
            if not 1 <= year <= 9998:
                return None
            return Reading(i, after, "date", f"{year}-{month:02d}", cal.month_period(year, month))
        shift_after = self._shifted_year_after(i + 1)
        if shift_after:
            n, after = shift_after
            return Reading(i, after, "date", f"XXXX-{month:02d}", resolve=lambda a: cal.month_period(a.year + n, month))
        if self.words[i].key in self.lexicon.doubtful_months and not (
            self._key(i - 1) in self.lexicon.date_words and self.words[i].text[:1].isupper()
        ):
            return None
        if self.words[i].key in self.lexicon.doubtful_months and len(self.words[i].key) == 3:
            return None
        future = self._future(i)
        return Reading(
            i, i + 1, "date", f"XXXX-{month:02d}", resolve=lambda a: cal.nearest_month(a, month, future), part="year"
        )

    def _shifted_year_after(self, i: int) -> tuple[int, int] | None:
        """ "de este año", "of last year", "del año pasado"."""
        at = i
        while self._key(at) in self.lexicon.links or self._key(at) in self.lexicon.articles:
            at += 1
        if at == i:
            return None
        before = self.lexicon.shifts.get(self._key(at))
        unit = self.lexicon.units.at(self.words, at + 1 if before is not None else at)
        if unit is None or unit[0] != "year":
            return None
        if before is not None:
            return before, unit[1]
        after = self.lexicon.shifts_after.at(self.words, unit[1])
        return (int(after[0]), after[1]) if after else None

    def _finish_day(self, first: int, after: int, month: int, day: int) -> Reading | None:
        with_year = self._year_after(after)
        if with_year:
            year, end = with_year
            try:
                period = cal.day_period(date(year, month, day))
            except ValueError:
                return None
            return Reading(first, end, "date", period.value, period)
        if (day > 29 and month == 2) or (day == 31 and month in (4, 6, 9, 11)):
            return None
        future = self._future(first)
        return Reading(
            first,
            after,
            "date",
            f"XXXX-{month:02d}-{day:02d}",
            resolve=lambda a: cal.nearest_day(a, month, day, future),
            part="year",
        )

    def _weekday(self, i: int) -> Reading | None:
        first = i
        shift = self.lexicon.shifts.get(self._key(i))
        at = i + 1 if shift is not None else i
        if at >= self.n or not self._capital(at):
            return None
        named = self.lexicon.weekdays.at(self.words, at)
        if named is None:
            return None
        weekday, after = int(named[0]), named[1]
        comma = after + 1 if self._key(after) == "," else after
        inner = comma
        while self._key(inner) in self.lexicon.articles and not self.lexicon.month_first:
            inner += 1
        full = self._day_month(inner) or (self._month_day(inner) if self.lexicon.month_first else None)
        if full and full.value[-3:-2] == "-" and (full.fixed is None or len(full.fixed.value) == 10):
            full.first = first
            return full
        trailing = self.lexicon.shifts_after.at(self.words, after)
        if trailing:
            shift, after = int(trailing[0]), trailing[1]
        part, after = self._part_of_day(after)
        future = shift == 1 or (shift is None and self._future(i))
        target, past = weekday, shift == -1
        return Reading(
            first,
            after,
            "time" if part else "date",
            f"XXXX-WXX-{weekday}",
            resolve=lambda a: cal.day_period(cal.nearest_weekday(a, target, future, past), part),
        )

    def _part_of_day(self, i: int) -> tuple[str, int]:
        at = i
        while self._key(at) in self.lexicon.part_of_day_links and at < i + 2:
            at += 1
        part = self.lexicon.parts_of_day.get(self._key(at))
        return (part, at + 1) if part else ("", i)

    def _relative_day(self, i: int) -> Reading | None:
        found = self.lexicon.days.at(self.words, i)
        if found is None:
            return None
        if self.lexicon.parts_of_day.get(self._key(i)) and self._key(i - 1) in self.lexicon.articles:
            return None
        days, _, part = found[0].partition(" ")
        n = int(days)
        kind: DateKind = "time" if part else "date"
        return Reading(i, found[1], kind, "XXXX-XX-XX", resolve=lambda a: cal.day_period(a + timedelta(days=n), part))

    def _same(self, i: int) -> Reading | None:
        """ "the same day", "ese año": the last day, month or year that the text named."""
        found = self.lexicon.same.at(self.words, i)
        if found is None:
            return None
        return Reading(i, found[1], "date", "XXXX-XX-XX" if found[0] == "day" else "XXXX", part=f"same {found[0]}")

    def _part_of_time(self, i: int) -> Reading | None:
        found = self.lexicon.parts_of_time.at(self.words, i)
        if found is None:
            return None
        at = found[1]
        while at < self.n and (self._key(at) in self.lexicon.articles or self._key(at) == "-"):
            at += 1
        if at >= self.n:
            return None
        inner = self._month_day(at) or self._shifted_unit(at) or self._year(at) or self._ordinal_period(at)
        bare = self.lexicon.units.at(self.words, at)
        if inner is None and bare and bare[0] in ("year", "month", "week", "decade"):
            inner = self._unit_found(i, bare[1], bare[0], 0)
        if inner is None or inner.kind != "date":
            return None
        inner.first = i
        return inner

    def _ordinal_period(self, i: int) -> Reading | None:
        """ "the third quarter of 2009"."""
        at = i
        ordinal = self.lexicon.ordinals.get(self._key(at))
        if ordinal is None:
            return None
        unit = self.lexicon.units.at(self.words, at + 1)
        if unit is None or unit[0] != "quarter" or self._key(unit[1]) == "":
            return None
        after = unit[1]
        year = self._year_after(after)
        if year:
            period = cal.quarter_period(year[0], ordinal)
            return Reading(i, year[1], "date", period.value, period)
        shifted = self._shifted_year_after(after)
        if shifted:
            n, end = shifted
            return Reading(i, end, "date", "XXXX-QX", resolve=lambda a: cal.quarter_period(a.year + n, ordinal))
        return Reading(i, after, "date", f"XXXX-Q{ordinal}", resolve=lambda a: cal.last_quarter(a, ordinal))

    def _shifted_unit(self, i: int) -> Reading | None:
        """ "last week", "la semana pasada", "este año", "the past four years"."""
        words, lexicon = self.words, self.lexicon
        at, first = i, i
        if self._key(at) in lexicon.articles and at + 1 < self.n:
            at += 1
        shift = lexicon.shifts.get(self._key(at))
        if shift is not None:
            number = read_number(words, at + 1, lexicon.numbers)
            unit = lexicon.units.at(words, number.after if number else at + 1)
            if unit:
                if number or (words[unit[1] - 1].key.endswith("s") and unit[0] not in ("century",)):
                    count = f"{number.value:g}" if number else "X"
                    return Reading(first, unit[1], "duration", cal.duration_value(unit[0], count))
                return self._unit_found(first, unit[1], unit[0], shift)
            season = lexicon.seasons.get(self._key(at + 1))
            if season:
                return Reading(
                    first, at + 2, "date", f"XXXX-{season}", resolve=lambda a: cal.season_period(a.year + shift, season)
                )
            month = self._month(at + 1)
            if month and shift:
                return Reading(
                    first,
                    at + 2,
                    "date",
                    f"XXXX-{month:02d}",
                    resolve=lambda a: cal.nearest_month(a, month, shift > 0, strictly=True),
                )
            return None
        unit = lexicon.units.at(words, at)
        if unit:
            trailing = lexicon.shifts_after.at(words, unit[1])
            if trailing and not words[unit[1] - 1].key.endswith("ses"):
                return self._unit_found(first, trailing[1], unit[0], int(trailing[0]))
        return None

    def _unit_found(self, first: int, after: int, unit: str, shift: int) -> Reading:
        if unit in cal.WITHIN_A_DAY:
            return Reading(first, after, "duration", cal.duration_value(unit, "1"))
        return Reading(first, after, "date", "XXXX", resolve=lambda a: cal.shifted(a, unit, shift))

    def _set(self, i: int) -> Reading | None:
        found = self.lexicon.sets.at(self.words, i)
        return Reading(i, found[1], "set", found[0]) if found else None

    def _ago(self, i: int) -> Reading | None:
        """ "hace 20 años", "il y a 20 ans"."""
        found = self.lexicon.ago_before.at(self.words, i)
        inner = self._duration(found[1]) if found else None
        if inner is None:
            return None
        return self._back(i, inner.after, inner.value, -1)

    def _back(self, first: int, after: int, value: str, sign: int) -> Reading | None:
        count = "".join(c for c in value if c.isdigit())
        if not count or len(count) > 6:
            return Reading(first, after, "date", "PAST_REF" if sign < 0 else "FUTURE_REF")
        letter = value[-1]
        unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}.get(letter, "day")
        if "T" in value:
            return Reading(first, after, "date", "XXXX-XX-XX", resolve=lambda a: cal.day_period(a))
        n = sign * int(count)
        return Reading(first, after, "date", "XXXX", resolve=lambda a: cal.shifted(a, unit, n))

    def _duration(self, i: int) -> Reading | None:
        """ "four years", "12-year", "several months"; "four years ago" is a date."""
        words, lexicon = self.words, self.lexicon
        if i >= self.n:
            return None
        fixed = lexicon.durations.at(words, i)
        if fixed:
            return Reading(i, fixed[1], "duration", fixed[0])
        number = read_number(words, i, lexicon.numbers)
        count: str
        if number is not None and number.value == int(number.value) and number.value < 1e6:
            count, at = f"{int(number.value)}", number.after
        elif (vague := lexicon.vague.at(words, i)) is not None:
            count, at = "X", vague[1]
        elif (one := lexicon.one.at(words, i)) is not None:
            count, at = "1", one[1]
        elif self._key(i - 1) in lexicon.bare_before and lexicon.units.at(words, i) and words[i].key.endswith("s"):
            count, at = "X", i
        else:
            return None
        if self._key(at) in HYPHENS or self._key(at) in lexicon.between:
            at += 1
        unit = lexicon.units.at(words, at)
        if unit is None:
            return None
        value = cal.duration_value(unit[0], count)
        after = unit[1]
        if self._key(after) in lexicon.age_after or (
            self._key(after + 1) in lexicon.age_after and self._key(after) == "-"
        ):
            return None
        if unit[0] == "year" and self._key(i - 1) in lexicon.age_before and self._key(i - 2) == ",":
            return None
        if self._key(after) in lexicon.ago_after:
            return self._back(i, after + 1, value, -1)
        return Reading(i, after, "duration", value)

    def _decade(self, i: int) -> Reading | None:
        """ "the 1980s", "los años 80", "la década de los 80"."""
        led = self.lexicon.decades.at(self.words, i)
        at = led[1] if led else i
        digits = self.words[at].text if at < self.n else ""
        year = self._number(at, 10, 2099)
        if year is None or digits[-1:] != "0" or len(digits) not in (2, 4):
            return None
        after = at + 1
        if self._key(after) == "s" and self.words[after].start == self.words[at].end:
            after += 1
        elif not led:
            return None
        first = year if year > 99 else year + (1900 if year >= 20 else 2000)
        period = cal.shifted(date(first, 1, 1), "decade", 0)
        return Reading(i, after, "date", period.value, period)

    def _year(self, i: int) -> Reading | None:
        year = self._number(i, 1500, 2100)
        if year is None or len(self.words[i].text) != 4:
            return None
        if self._key(i - 1) in ("$", "€", "£", "#") or self._counts(i):
            return None
        if self._key(i + 1) in ("%",) or (
            i > 0
            and self.words[i - 1].end == self.words[i].start
            and self._key(i - 1) not in ("(", "-", "–", "/", "‘", "'", '"', "“", "«", "¿")
        ):
            return None
        if self.lexicon.units.at(self.words, i + 1) is not None and self._key(i + 1) not in ("season",):
            return None
        period = cal.year_period(year)
        return Reading(i, i + 1, "date", period.value, period)

    def _reference(self, i: int) -> Reading | None:
        found = self.lexicon.references.at(self.words, i)
        return Reading(i, found[1], "date", found[0]) if found else None
