import type {Cell} from './row.ts';
import type {FilterOperator} from './filter-syntax.ts';

/**
Times are wall-clock milliseconds: the date and time as the portal writes them, read as if they were UTC. Portal and
operator are assumed to be in one time zone, as everywhere on the screen.
*/
type WallClock = number;

const dayMs = 86_400_000;

/** A cell as wall-clock milliseconds; `NaN` for blanks, for a date of zeros, and for what is no date. */
export function cellToTime(cell: Cell): WallClock {
	const [, year, month, day, hour = 0, minute = 0, second = 0] =
		typeof cell === 'string' ? (cellForm.exec(cell) ?? []) : [];
	if (year === undefined || Number(month) === 0) return Number.NaN;
	return Date.UTC(+year, Number(month) - 1, Number(day), +hour, +minute, +second);
}

const cellForm = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?/;

/** Whether a cell's time fits a condition; `NaN` fits none. */
type TimeTest = (time: WallClock) => boolean;

/**
Parses the value of a condition on a date; `null` where it is neither a date nor an age.

`2026`, `2026-12`, `2026-12-01` (also `01.12.2026`), `2026-12-01T18:30` and `today` are the whole year, month, day or
minute: `<` is before it, `>` after it, `=` within it. `+7d` and `-7d` are the day that many days from now (`min` and
`h`: the moment). `30d` without a sign is an age: `<30d` is less than 30 days ago. Units: `min h d w mo y`.
*/
export function parseTimeTest(value: string, operator: FilterOperator, now: Date): TimeTest | null {
	const current = now.getTime() - now.getTimezoneOffset() * 60_000;
	const age = durationForm.exec(value);
	if (age?.[1] === '') return parseAgeTest(current, Number(age[2]), age[3]!.toLowerCase() as Unit, operator);
	const range = age ? relativeRange(current, age) : parseRange(value, current);
	return range && rangeTests[operator](range);
}

type Range = {readonly from: WallClock; readonly until: WallClock};

const within =
	({from, until}: Range): TimeTest =>
	time =>
		time >= from && time < until;

const rangeTests: Readonly<Record<FilterOperator, (range: Range) => TimeTest>> = {
	contains: within,
	equals: within,
	differs: within,
	'<':
		({from}) =>
		time =>
			time < from,
	'<=':
		({until}) =>
		time =>
			time < until,
	'>':
		({until}) =>
		time =>
			time >= until,
	'>=':
		({from}) =>
		time =>
			time >= from,
};

type Unit = 'min' | 'h' | 'd' | 'w' | 'mo' | 'y';

const durationForm = /^([+-]?)(\d{1,6})(min|h|d|w|mo|y)$/i;

function parseAgeTest(now: WallClock, count: number, unit: Unit, operator: FilterOperator): TimeTest {
	const then = addUnits(now, -count, unit);
	switch (operator) {
		case '<':
			return time => time > then;
		case '<=':
			return time => time >= then;
		case '>':
			return time => time < then;
		case '>=':
			return time => time <= then;
		default: {
			const before = addUnits(now, -count - 1, unit);
			return time => time <= then && time > before;
		}
	}
}

function relativeRange(now: WallClock, [, sign, count, unit]: RegExpExecArray): Range {
	const name = unit!.toLowerCase() as Unit;
	const moment = addUnits(now, sign === '-' ? -Number(count) : Number(count), name);
	if (name === 'min' || name === 'h') return {from: moment, until: moment + 1};
	return dayOf(moment);
}

function dayOf(time: WallClock): Range {
	const from = Math.floor(time / dayMs) * dayMs;
	return {from, until: from + dayMs};
}

function addUnits(time: WallClock, count: number, unit: Unit): WallClock {
	const milliseconds = {min: 60_000, h: 3_600_000, d: dayMs, w: 7 * dayMs}[unit as string];
	if (milliseconds !== undefined) return time + count * milliseconds;
	const date = new Date(time);
	return date.setUTCMonth(date.getUTCMonth() + count * (unit === 'y' ? 12 : 1));
}

function parseRange(value: string, now: WallClock): Range | null {
	if (value.toLowerCase() === 'today') return dayOf(now);
	const [, year, month, day, hour, minute, second] =
		dateForm.exec(value.replace(/^(\d\d?)\.(\d\d?)\.(\d{4})/, '$3-$2-$1')) ?? [];
	if (year === undefined) return null;
	const parts = [+year, Number(month ?? 1) - 1, +(day ?? 1), +(hour ?? 0), +(minute ?? 0), +(second ?? 0)];
	const written = [year, month, day, hour, minute, second].filter(part => part !== undefined).length;
	const start = Date.UTC(...(parts as [number, number, number, number, number, number]));
	const date = new Date(start);
	const isReal =
		date.getUTCMonth() === parts[1] && date.getUTCDate() === parts[2] && date.getUTCHours() === parts[3];
	if (!isReal || date.getUTCMinutes() !== parts[4]) return null;
	const last = written - 1;
	const next = parts.map((part, index) => (index === last ? part + 1 : part));
	return {from: start, until: Date.UTC(...(next as [number, number, number, number, number, number]))};
}

const dateForm = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d))?)?)?)?$/;
