const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** `09:41:07`, where the console runs. */
const formatClock = (at: Date): string =>
	`${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}:${twoDigits(at.getSeconds())}`;

/** `2026-11-22`, where the console runs. */
const formatDate = (at: Date): string =>
	`${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;

/** `2026-11-22 09:41:07`. */
export const formatDateTime = (at: Date): string => `${formatDate(at)} ${formatClock(at)}`;

/** Whether it is of the same day, where the console runs. */
export const isToday = (at: Date, now: Date): boolean => formatDate(at) === formatDate(now);

/** The time of today, or the date and the minute of another day. */
export const formatTime = (at: Date, now: Date): string =>
	isToday(at, now) ? formatClock(at) : formatDateTime(at).slice(0, -3);
