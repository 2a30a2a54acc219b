import {cellToText} from '../../sync/filter.ts';
import {sanitize} from '../../terminal/sanitize.ts';
import type {Row} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import {dispatchKey} from './dispatch.ts';
import {goToRow} from './navigation.ts';
import {maxClipboardBytes} from '../session/terminal-host.ts';
import {refilter} from '../session/list-state.ts';
import type {SessionContext} from '../session/session-context.ts';
import type {Picker, PickerOption} from '../session/mode.ts';
import {activeListOf, type List} from '../session/state.ts';

/** What becomes of a choice. */
export function applyOption(mode: Picker, {value}: PickerOption, hands: SessionContext): void {
	const {store} = hands;
	store.setState({mode: {is: 'browse'}});
	const list = activeListOf(store.getState());
	if (value.startsWith('row:')) return goToRow(value.slice('row:'.length), hands);
	if (mode.purpose === 'command')
		return dispatchKey({name: value.slice('key:'.length), text: '', inBurst: true}, hands);
	if (!list) return;
	if (typeof mode.purpose === 'object') return actOnRow(mode.purpose.action, mode.rowKey, value, list, hands);
	switch (mode.purpose) {
		case 'sort':
			return store.updateActiveList((before, height) =>
				refilter(
					{
						...before,
						sort: {
							column: value,
							descending: before.sort?.column === value ? !before.sort.descending : false,
						},
					},
					height,
				),
			);
		case 'columns': {
			const columns = mode.options.filter(({isTicked}) => isTicked).map(option => option.value);
			if (columns.length > 0) store.updateActiveList(before => ({...before, columns, columnOffset: 0}));
			return;
		}
		case 'copy':
			return hands.pendingTasks.add(copyRow(value, mode.rowKey, list, hands));
		case 'export':
			return hands.pendingTasks.add(exportRows(value, list, hands));
	}
}

/** An action on the row that it was chosen for, wherever the cursor is now. */
function actOnRow(
	name: string,
	key: string | null,
	choice: string,
	list: List,
	{store, actionController}: SessionContext,
): void {
	const action = list.resource.actions.find(one => one.name === name);
	const row = list.comparison?.rows.find(one => one.key === key);
	if (action?.on !== 'rows' || !row) return store.notify('bad', message('row-gone', {key: key ?? ''}));
	actionController.startRowAction(action, {alwaysConfirm: true, rows: [row], answers: {choice}});
}

/** Where it is pasted, a shell may listen: nothing of it presses enter or escape there. */
async function copyRow(
	value: string,
	key: string | null,
	list: List,
	{store, host}: SessionContext,
): Promise<void> {
	const {json, rowToObject} = await loadFormats();
	const {resource, selected} = list;
	const row = list.comparison?.rows.find(one => one.key === key);
	if (!row) return;
	const column = resource.columns.find(({id}) => value === `field:${id}`);
	const text = column
		? sanitize(cellToText(column.value(row)))
		: value === 'keys'
			? [...selected].map(sanitize).join('\n')
			: json(rowToObject(row, resource.columns));
	const n = Buffer.byteLength(text);
	if (n > maxClipboardBytes) return store.notify('bad', message('copy-too-long', {n}));
	host.copyToClipboard(text);
	store.notify(
		'plain',
		message('copied', {what: column ? column.id : value === 'keys' ? `${selected.size}` : 'JSON'}),
	);
}

async function exportRows(
	value: string,
	{resource, rows, selected, comparison}: List,
	{store, host}: SessionContext,
): Promise<void> {
	const {rowToCsv, formatCsv, json, rowToObject} = await loadFormats();
	const [format, which] = value.split(':') as ['csv' | 'json' | 'ndjson', 'shown' | 'marked'];
	const wanted = which === 'shown' ? rows : (comparison?.rows.filter(({key}) => selected.has(key)) ?? []);
	const texts = {
		csv: () =>
			formatCsv(
				['key', 'mark', ...resource.columns.map(({id}) => id), 'drifts'],
				wanted.map(row => rowToCsv(row, resource.columns)),
			),
		json: () => json(wanted.map(row => rowToObject(row, resource.columns))),
		ndjson: () => wanted.map((row: Row) => json(rowToObject(row, resource.columns))).join('\n'),
	};
	const file = await host.saveFile(`${resource.name}.${format}`, `${texts[format]()}\n`);
	store.notify('good', message('exported', {file, n: wanted.length}));
}

/** Not before they are wanted: the first frame does not wait for CSV. */
const loadFormats = async () => import('../../output/formats.ts');
