import {zeroDate, type PortalState} from './state.ts';

/** The value that a text column stores: cut to its length without an error; `NOW()` is run as SQL. */
export const toTextColumn = ({clock}: PortalState, value: string, length: number): string =>
	value === 'NOW()' ? clock : value.slice(0, length);

/** The value that a `datetime` column stores: the zero date where MySQL cannot parse it. */
export function toDateColumn({clock}: PortalState, value: string): string {
	if (value === 'NOW()') return clock;
	const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/.exec(value.trim());
	if (!parts || Number(parts[2]) > 12 || Number(parts[3]) > 31) return zeroDate;
	const [, year, ...rest] = parts;
	const [month, day, hour, minute, second] = rest.map(part => (part ?? '').padStart(2, '0'));
	return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** The text as MySQL converts it to a number: its leading digits, else 0. */
export const toMySqlInteger = (text: string): number => Number(/^\s*-?\d+/.exec(text)?.[0] ?? 0);

/** Whether PHP takes the text for true. */
export const isPhpTrue = (text: string): boolean => text !== '' && text !== '0';
