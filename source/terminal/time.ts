const two = (n: number): string => String(n).padStart(2, '0');

/** `09:41:07`, where the console runs. */
const clockOf = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

/** `2026-11-22`, where the console runs. */
const dayOf = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** `2026-11-22 09:41:07`. */
export const fullTime = (at: Date): string => `${dayOf(at)} ${clockOf(at)}`;

/** Whether it is of the same day, where the console runs. */
export const isToday = (at: Date, now: Date): boolean => dayOf(at) === dayOf(now);

/** The time of today, or the date and the minute of another day. */
export const timeOf = (at: Date, now: Date): string =>
	isToday(at, now) ? clockOf(at) : fullTime(at).slice(0, -3);
