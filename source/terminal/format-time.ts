const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** `09:41:07`, in the local time zone. */
const formatClock = (at: Date): string =>
	`${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}:${twoDigits(at.getSeconds())}`;

/** `2026-11-22`, in the local time zone. */
const formatDate = (at: Date): string =>
	`${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;

/** `2026-11-22 09:41:07`. */
export const formatDateTime = (at: Date): string => `${formatDate(at)} ${formatClock(at)}`;

/** Whether both times are on the same day in the local time zone. */
export const isToday = (at: Date, now: Date): boolean => formatDate(at) === formatDate(now);

/** Time with seconds for today; date and time without seconds for another day. */
export const formatTime = (at: Date, now: Date): string =>
	isToday(at, now) ? formatClock(at) : formatDateTime(at).slice(0, -3);
