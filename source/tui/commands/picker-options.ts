import {cellToText} from '../../sync/filter.ts';
import type {Row} from '../../sync/row.ts';
import {sanitize} from '../../terminal/sanitize.ts';
import {keyBindings} from './key-bindings.ts';
import type {SessionContext} from '../session/session-context.ts';
import type {Translator} from '../../i18n/translator.ts';
import type {PickerOption} from '../session/mode.ts';
import {activeListOf, screenKindOf, type List} from '../session/state.ts';

/** The columns to sort by, and the sync status. `picker-actions.ts` handles the chosen option, here and below. */
export const sortOptions = ({resource}: List, translator: Translator): readonly PickerOption[] =>
	['mark', ...resource.columns.map(({id}) => id)].map(id => ({
		value: id,
		text: columnText(resource.name, id, translator),
	}));

/** The label of a column and its name in the API, so that either is found by typing. */
function columnText(screen: string, id: string, translator: Translator): string {
	const label = translator.columnLabel(screen, id);
	return label === id ? id : `${label}  ${id}`;
}

/** The visible columns in their order, then the others. */
export function columnOptions({resource, columns}: List, translator: Translator): readonly PickerOption[] {
	const others = resource.columns.map(({id}) => id).filter(id => !columns.includes(id));
	return [
		...columns.map(id => ({
			value: id,
			text: columnText(resource.name, id, translator),
			isTicked: true,
			isFixed: id === resource.columns[0]!.id,
		})),
		...others.map(id => ({value: id, text: columnText(resource.name, id, translator), isTicked: false})),
	];
}

/** One field, the whole row as JSON, or the keys of the selected rows. */
export const copyOptions = (
	{resource, selected}: List,
	row: Row,
	translator: Translator,
): readonly PickerOption[] => [
	...resource.columns.flatMap(column => {
		const text = cellToText(column.value(row));
		return text === ''
			? []
			: [
					{
						value: `field:${column.id}`,
						text: `${translator.columnLabel(resource.name, column.id)}  ${sanitize(text)}`,
					},
				];
	}),
	{value: 'row', text: 'JSON'},
	...(selected.size > 0 ? [{value: 'keys', text: `● ${selected.size}`}] : []),
];

/** The visible rows or the selected ones, in each format. */
export const exportOptions = ({rows, selected}: List): readonly PickerOption[] =>
	['csv', 'json', 'ndjson', 'csv-excel'].flatMap(format => [
		{value: `${format}:shown`, text: `${format.toUpperCase()}  ${rows.length}`},
		...(selected.size > 0
			? [{value: `${format}:selected`, text: `${format.toUpperCase()}  ● ${selected.size}`}]
			: []),
	]);

/** The command palette: screens, actions of the visible list, and commands, each with its key. */
export function commandOptions({store, translator}: SessionContext): readonly PickerOption[] {
	const list = activeListOf(store.getState());
	const screenKind = screenKindOf(store.getState());
	return [
		...store.getState().screens.map(({key, name}) => ({
			value: `key:${key}`,
			text: `${key}  ${translator.screenTexts(name).title}`,
		})),
		...(list?.resource.actions ?? []).map(({key, name}) => {
			const {label, description} = translator.actionTexts(list!.resource.name, name);
			return {value: `key:${key}`, text: `${key}  ${label}: ${description}`};
		}),
		...keyBindings
			.filter(
				({activeOn, command}) =>
					activeOn.includes(screenKind) && command !== 'screen' && command !== 'palette',
			)
			.map(({keys, command}) => ({
				value: `key:${keys[0]!}`,
				text: `${translator.tui.keys[keys[0]!] ?? keys[0]!}  ${translator.tui.commands[command]}`,
			})),
	];
}
