import {textOf} from '../../sync/filter.ts';
import type {Row} from '../../sync/row.ts';
import {harmless} from '../../terminal/harmless.ts';
import {bindings} from '../bindings.ts';
import type {Hands} from '../hands.ts';
import type {Option} from '../mode.ts';
import {listAt, placeOf, type List} from '../state.ts';

/** What each list of choices offers; `taking.ts` knows what becomes of the choice. */
export const sortOptions = ({tab}: List): readonly Option[] =>
	['mark', ...tab.columns.map(({id}) => id)].map(id => ({value: id, text: id}));

/** The chosen columns in their order, then the others. */
export function columnOptions({tab, columns}: List): readonly Option[] {
	const others = tab.columns.map(({id}) => id).filter(id => !columns.includes(id));
	return [
		...columns.map(id => ({value: id, text: id, on: true, fixed: id === tab.columns[0]!.id})),
		...others.map(id => ({value: id, text: id, on: false})),
	];
}

/** One field, the whole row, or the keys of all marked rows. */
export const copyOptions = ({tab, marked}: List, row: Row): readonly Option[] => [
	...tab.columns.flatMap(column => {
		const text = textOf(column.value(row));
		return text === '' ? [] : [{value: `field:${column.id}`, text: `${column.id}  ${harmless(text)}`}];
	}),
	{value: 'row', text: 'JSON'},
	...(marked.size > 0 ? [{value: 'keys', text: `● ${marked.size}`}] : []),
];

/** The rows on show, or the marked ones, in each format. */
export const exportOptions = ({rows, marked}: List): readonly Option[] =>
	['csv', 'json', 'ndjson'].flatMap(format => [
		{value: `${format}:shown`, text: `${format.toUpperCase()}  ${rows.length}`},
		...(marked.size > 0
			? [{value: `${format}:marked`, text: `${format.toUpperCase()}  ● ${marked.size}`}]
			: []),
	]);

/** Screens, actions and keys by their words; and rows, found when a word is typed that names one. */
export function commandOptions({store, words}: Hands): readonly Option[] {
	const list = listAt(store.now());
	const place = placeOf(store.now());
	return [
		...store
			.now()
			.screens.map(({key, name}) => ({value: `key:${key}`, text: `${key}  ${words.screen(name).title}`})),
		...(list?.tab.actions ?? []).map(({key, name}) => {
			const {label, about} = words.action(list!.tab.name, name);
			return {value: `key:${key}`, text: `${key}  ${label}: ${about}`};
		}),
		...bindings
			.filter(({on, command}) => on.includes(place) && command !== 'screen' && command !== 'palette')
			.map(({keys, command}) => ({
				value: `key:${keys[0]!}`,
				text: `${words.console.keys[keys[0]!] ?? keys[0]!}  ${words.console.commands[command]}`,
			})),
	];
}
