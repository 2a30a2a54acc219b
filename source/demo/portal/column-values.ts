import {zeroDate, type PortalState} from './state.ts';

/** A value on its way into a text column: cut silently, and `NOW()` is run as SQL. */
export const toTextColumn = ({clock}: PortalState, value: string, length: number): string =>
	value === 'NOW()' ? clock : value.slice(0, length);

/** A value on its way into a `datetime`: what MySQL cannot read is the zero date. */
export function toDateColumn({clock}: PortalState, value: string): string {
	if (value === 'NOW()') return clock;
	const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/.exec(value.trim());
	if (!parts || Number(parts[2]) > 12 || Number(parts[3]) > 31) return zeroDate;
	const [, year, ...rest] = parts;
	const [month, day, hour, minute, second] = rest.map(part => (part ?? '').padStart(2, '0'));
	return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** How MySQL reads a text as a number: leading digits, else 0. */
export const toMySqlInteger = (text: string): number => Number(/^\s*-?\d+/.exec(text)?.[0] ?? 0);

/** PHP's truth of a text. */
export const isPhpTrue = (text: string): boolean => text !== '' && text !== '0';
