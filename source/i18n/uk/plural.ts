const pluralRules = new Intl.PluralRules('uk');

/** The form that a whole number takes: 1, 21 `рядок`; 2, 24 `рядки`; 5, 11, 25 `рядків`. */
export function pluralForm(n: number, one: string, few: string, many: string): string {
	const rule = pluralRules.select(n);
	return rule === 'one' ? one : rule === 'few' ? few : many;
}

/** The number with its form: `1 рядок`, `2 рядки`, `5 рядків`. */
export const count = (n: number, one: string, few: string, many: string): string =>
	`${n} ${pluralForm(n, one, few, many)}`;

/** `2 рядки`, as subject or object. */
export const rowCount = (n: number): string => count(n, 'рядок', 'рядки', 'рядків');

/** `2 канали`, as subject or object. */
export const channelCount = (n: number): string => count(n, 'канал', 'канали', 'каналів');
