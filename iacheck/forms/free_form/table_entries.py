"""What a row of a table is: an entry of its list, an amount of the accounts, or not read."""

from __future__ import annotations

from collections.abc import Iterable

from iacheck.forms.free_form.activity_texts import says_no_activity
from iacheck.forms.free_form.drafts import Draft, DraftRecord
from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.outline import (
    OTHER_YEAR,
    Context,
    under_context,
)
from iacheck.forms.free_form.paper_years import PaperYears
from iacheck.forms.free_form.row_doubts import doubt_continued
from iacheck.forms.free_form.status_sentences import (
    MAY_BE_DROPPED,
    MAY_NOT_BE_DONE,
    may_be_dropped,
    take_spoken_status,
)
from iacheck.forms.free_form.sub_goal_columns import is_of_other_years
from iacheck.forms.free_form.table_heads import (
    AMOUNTS,
    COUNTS,
    ESSENTIAL,
    Row,
    TableHead,
)
from iacheck.forms.free_form.table_remainders import row_remainder
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Cell
from iacheck.forms.kroner import is_year
from iacheck.forms.statuses import status_of
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message

# Accounts of another year have these, too.
_OF_ONE_YEAR = frozenset({"received_nok", "used_nok"})


@frozen
class TableEntries:
    """Puts what rows tell into a draft; `years` tells those of the paper from others."""

    words: TradeWords
    draft: Draft
    kinds: tuple[str, ...]
    years: PaperYears

    def not_counted(self, record: DraftRecord, row: Row, head: TableHead) -> tuple[str, ...] | None:
        """What a row of another year, or a meeting not held, could tell; None for all others."""
        table = head.table
        if table == "activities" and self.years.names_others(str(record.values.get("year", ""))):
            return (OTHER_YEAR,)
        if table == "activities" and is_of_other_years(row, head.others, self.years.years):
            return (OTHER_YEAR,)
        if table == "meetings" and any(map(_tells_of_no_meeting, row.values())):
            return ()
        if table == "meetings" and any(map(self._is_planned, row.values())):
            return (table,)
        named = str(record.values.get("purpose", ""))
        is_fund = table == "funds" and self.words.funds.field(named) in _OF_ONE_YEAR
        return () if is_fund and self.years.names_others(named) else None

    def _is_planned(self, cell: Cell) -> bool:
        """Whether a cell says of a meeting that it is to come: “Planlagt”."""
        return self.words.sentences.says_not_done(raw_text(cell.value))

    def keep(
        self,
        record: DraftRecord,
        table: str,
        row: Row,
        context: Context,
        previous: DraftRecord | None,
    ) -> DraftRecord | None:
        """Put a row's record where it belongs; one without what it must have is not read."""
        named = record.values.get("title" if table == "activities" else "purpose")
        fund = self.words.funds.field(named) if isinstance(named, str) else None
        amounts = {name: record.values[name] for name in record.values if name in AMOUNTS}
        only_amounts = record.values.keys() - AMOUNTS - COUNTS <= {"title", "purpose"}
        if fund is not None and _is_year_alone(str(named), amounts, record, row):
            self.draft.unread.append(row_remainder(record.place, row, ("funds",)))
        elif fund is not None and only_amounts and (table == "funds" or amounts):
            self._fund(fund, record)
        elif table == "funds" and isinstance(named, str) and self.words.funds.may_be_field(named):
            self.draft.unread.append(row_remainder(record.place, row, (table,)))
        elif ESSENTIAL[table] in record.values and (table != "funds" or named is not None):
            if table == "activities" and self.words.sentences.names_nothing(str(named)):
                # What stands beside “Ingen tiltak” may be of one all the same.
                is_alone = record.values.keys() - COUNTS <= {"title", "sub_goals"}
                is_none = is_alone and not (record.doubts or record.beside)
                parts = () if is_none and says_no_activity(str(named), self.words) else (table,)
                told = row_remainder(record.place, row, parts, context.sub_goals)
                self.draft.unread.append(told)
                return previous
            if table in ("activities", "goals"):
                under_context(record, table, context)
            if table == "activities" and (doubt := self._doubt(record, row)) is not None:
                self.draft.notices.append((doubt, record.place))
                meant = record.values.get("sub_goals", ())
                self.draft.unread.append(row_remainder(record.place, row, (table,), meant))
                return None
            self.draft.records()[table].append(record)
            return record
        elif table != "funds" or named is None or record.doubts or record.unknown:
            self.draft.unread.append(row_remainder(record.place, row, (table,), context.sub_goals))
            if previous is not None and ESSENTIAL[table] not in record.doubts:
                doubt_continued(previous, record, row)
        return previous

    def _doubt(self, record: DraftRecord, row: Row) -> Message | None:
        """Why a row may be no activity of the paper; None where it is one."""
        if self.kinds == ("plan",):
            said = (raw_text(cell.value) for cell in row.values())
            is_dropped = may_be_dropped(str(record.values["title"]), said, self.words)
            return MAY_BE_DROPPED if is_dropped else None
        return MAY_NOT_BE_DONE if self._may_not_be_done(record, row) else None

    def _may_not_be_done(self, record: DraftRecord, row: Row) -> bool:
        """Whether a row without a status leaves it in doubt; a status in its words is taken."""
        if "report" not in self.kinds:
            return False
        known = {place for name, place in record.places.items() if name != "effect"}
        others = [cell for cell in row.values() if cell.place not in known]
        for cell in others:
            status = status_of(raw_text(cell.value))
            # Of an effect, “delvis” tells how much of it there was.
            is_other = status == "ongoing" and cell.place == record.places.get("effect")
            if (
                status is not None
                and not is_other
                and not {"status"} & {*record.values, *record.doubts}
            ):
                record.put("status", status, cell.place)
        said = (str(record.values["title"]), *(raw_text(cell.value) for cell in others))
        return not take_spoken_status(record, "\n".join(said), self.words)

    def _fund(self, field: str, record: DraftRecord) -> None:
        """Take a row of accounts for a field of the funds."""
        self.draft.accounts.append(record)
        named = [n for n in ("amount_nok", "cost_nok", "money", "budget_nok") if n in record.values]
        for amount in named[:1]:
            if field != "unused":
                self.draft.put_once(field, record.values[amount], record.places[amount])
        for name, doubt in record.doubts.items():
            if name in AMOUNTS:
                self.draft.fields.doubts.setdefault(field, doubt)


def _is_year_alone(named: str, amounts: Iterable[str], record: DraftRecord, row: Row) -> bool:
    """Whether the year of a label stands where the amounts are: `Overføres til | 2016`."""
    places = {record.places[name] for name in amounts}
    return any(is_year(raw_text(one.value), named) for one in row.values() if one.place in places)


def _tells_of_no_meeting(cell: Cell) -> bool:
    """Whether a cell says outright that a meeting was called off."""
    return status_of(raw_text(cell.value)) in ("postponed", "cancelled")
