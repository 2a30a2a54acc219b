const pluralRules = new Intl.PluralRules('ru');

/** The form that goes with a number: `строка` with 1, 21; `строки` with 2–4; `строк` with 5–20. */
export function pluralForm(n: number, one: string, few: string, many: string): string {
	const rule = pluralRules.select(n);
	return rule === 'one' ? one : rule === 'many' ? many : few;
}

/** `1 строка`, `2 строки`, `5 строк`. */
export const count = (n: number, one: string, few: string, many: string): string =>
	`${n} ${pluralForm(n, one, few, many)}`;

/** Rows, as the subject of a sentence. */
export const rowCount = (n: number): string => count(n, 'строка', 'строки', 'строк');

/** Rows in the genitive: `не меньше 21 строки`, `не меньше 5 строк`. */
export const rowCountGenitive = (n: number): string => count(n, 'строки', 'строк', 'строк');

/** Channels, as subject or object. */
export const channelCount = (n: number): string => count(n, 'канал', 'канала', 'каналов');
