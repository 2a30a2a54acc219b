import type {Dictionary} from '../i18n/en/index.ts';

/** A way to write a term of a filter: `--help`, the console and docs/filters.md show the examples with the dictionaries' description of the same name. */
export type FilterForm = {
	readonly name: keyof Dictionary['filterForms'];
	/** Each is a filter for accounts. */
	readonly examples: readonly string[];
};

/** All ways to write a term, in the order of the help. */
export const filterForms: readonly FilterForm[] = [
	{name: 'word', examples: ['ivan', '"two words"']},
	{name: 'column', examples: ['tariff_plan:10', 'mac:1a79']},
	{name: 'equal', examples: ['status=on', 'tariff_plan!=101']},
	{name: 'blank', examples: ['full_name=', 'full_name!=']},
	{name: 'number', examples: ['account_balance<0', 'account_balance>=100']},
	{name: 'date', examples: ['end_date<2026-12-01', 'end_date=2026-12']},
	{name: 'age', examples: ['last_active<30d', 'last_active>2w']},
	{name: 'moment', examples: ['end_date<=+7d', 'end_date<today']},
	{name: 'alternatives', examples: ['tariff_plan:101|102', 'sync:+|online:no']},
	{name: 'not', examples: ['-ivan', '!sync:=']},
	{name: 'status', examples: ['sync:+', 'sync:+~', 'sync:differs', 'sync:unsynced']},
	{name: 'kind', examples: ['drift:B1', 'drift:B1|B3']},
];
