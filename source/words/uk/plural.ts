const rules = new Intl.PluralRules('uk');

/** The form that a whole number takes: 1, 21 `рядок`; 2, 24 `рядки`; 5, 11, 25 `рядків`. */
export function form(n: number, one: string, few: string, many: string): string {
	const rule = rules.select(n);
	return rule === 'one' ? one : rule === 'few' ? few : many;
}

/** The number with its form: `1 рядок`, `2 рядки`, `5 рядків`. */
export const count = (n: number, one: string, few: string, many: string): string =>
	`${n} ${form(n, one, few, many)}`;

/** `2 рядки`, as subject or object. */
export const rows = (n: number): string => count(n, 'рядок', 'рядки', 'рядків');

/** `2 канали`, likewise. */
export const channelCount = (n: number): string => count(n, 'канал', 'канали', 'каналів');
