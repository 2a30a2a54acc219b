import {compareKey} from '../../normalize/collation.ts';

/** The compared form of a name: case, accents and extra spaces do not count. */
export const foldName = (name: string): string => compareKey(name.trim().replaceAll(/\s+/g, ' '));

/** The portal's column holds 64 characters of a name, and cuts a longer one silently. */
const maxNameLength = 64;

/** A name of billing as the portal can hold it. */
export const portalName = (name: string): string => name.slice(0, maxNameLength).trimEnd();

/** Whether the account has the name of billing, or as much of it as the portal can hold. */
export const isSameName = (name: string, fio: string): boolean =>
	foldName(name) === foldName(fio) ||
	(fio.length > maxNameLength && foldName(name) === foldName(portalName(fio)));

export const digitsOf = (phone: string): string => phone.replaceAll(/\D/g, '');

/** Whether a balance is maintained: an empty or zero one is not. */
export const isAmount = (balance: string): boolean =>
	/^-?\d+(\.\d+)?$/.test(balance) && Number(balance) !== 0;

/** The day of an `end_date`; `null` for the zero date, and for what is no day. */
export const dayOf = (date: string): string | null => {
	const day = date.slice(0, 10);
	const time = /^\d{4}-\d\d-\d\d$/.test(day) && !day.startsWith('0000') ? Date.parse(day) : Number.NaN;
	// `Date` takes February 30 for March 2.
	return Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day.slice(8)) ? null : day;
};

/** Whether an `end_date` is neither a day nor the zero date: a portal that is not strict about dates stores days such as `2027-00-00`. */
export const isUnreadableDate = (date: string): boolean =>
	date.trim() !== '' && !date.startsWith('0000-00-00') && dayOf(date) === null;
