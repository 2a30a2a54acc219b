import {textOf} from '../../sync/filter.ts';
import {harmless} from '../../terminal/harmless.ts';
import type {Row} from '../../sync/row.ts';
import {say} from '../../words/words.ts';
import {browse} from './browse.ts';
import {findRow} from './going.ts';
import {mostCopied} from '../outside.ts';
import {arranged} from './list.ts';
import type {Hands} from '../hands.ts';
import type {Choose, Option} from '../mode.ts';
import {listAt, type List} from '../state.ts';

/** What becomes of a choice. */
export function takeOption(mode: Choose, {value}: Option, hands: Hands): void {
	const {store} = hands;
	store.set({mode: {is: 'browse'}});
	const list = listAt(store.now());
	if (value.startsWith('row:')) return findRow(value.slice('row:'.length), hands);
	if (mode.what === 'command')
		return browse({name: value.slice('key:'.length), text: '', together: true}, hands);
	if (!list) return;
	if (typeof mode.what === 'object') return actOn(mode.what.action, mode.key, value, list, hands);
	switch (mode.what) {
		case 'sort':
			return store.setFront((before, height) =>
				arranged(
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
			const columns = mode.options.filter(({on}) => on).map(option => option.value);
			if (columns.length > 0) store.setFront(before => ({...before, columns, across: 0}));
			return;
		}
		case 'copy':
			return hands.works.add(copy(value, mode.key, list, hands));
		case 'export':
			return hands.works.add(writeOut(value, list, hands));
	}
}

/** An action on the row that it was chosen for, wherever the cursor is now. */
function actOn(name: string, key: string | null, choice: string, list: List, {store, deeds}: Hands): void {
	const action = list.tab.actions.find(one => one.name === name);
	const row = list.sheet?.rows.find(one => one.key === key);
	if (action?.on !== 'rows' || !row) return store.tell('bad', say('row-gone', {key: key ?? ''}));
	deeds.press(action, {careful: true, rows: [row], answers: {choice}});
}

/** Where it is pasted, a shell may listen: nothing of it presses enter or escape there. */
async function copy(value: string, key: string | null, list: List, {store, outside}: Hands): Promise<void> {
	const {json, rowData} = await formats();
	const {tab, marked} = list;
	const row = list.sheet?.rows.find(one => one.key === key);
	if (!row) return;
	const column = tab.columns.find(({id}) => value === `field:${id}`);
	const text = column
		? harmless(textOf(column.value(row)))
		: value === 'keys'
			? [...marked].map(harmless).join('\n')
			: json(rowData(row, tab.columns));
	const n = Buffer.byteLength(text);
	if (n > mostCopied) return store.tell('bad', say('copy-too-long', {n}));
	outside.copy(text);
	store.tell(
		'plain',
		say('copied', {what: column ? column.id : value === 'keys' ? `${marked.size}` : 'JSON'}),
	);
}

async function writeOut(
	value: string,
	{tab, rows, marked, sheet}: List,
	{store, outside}: Hands,
): Promise<void> {
	const {csvRow, csvText, json, rowData} = await formats();
	const [format, which] = value.split(':') as ['csv' | 'json' | 'ndjson', 'shown' | 'marked'];
	const wanted = which === 'shown' ? rows : (sheet?.rows.filter(({key}) => marked.has(key)) ?? []);
	const texts = {
		csv: () =>
			csvText(
				['key', 'mark', ...tab.columns.map(({id}) => id), 'drifts'],
				wanted.map(row => csvRow(row, tab.columns)),
			),
		json: () => json(wanted.map(row => rowData(row, tab.columns))),
		ndjson: () => wanted.map((row: Row) => json(rowData(row, tab.columns))).join('\n'),
	};
	const file = await outside.save(`${tab.name}.${format}`, `${texts[format]()}\n`);
	store.tell('good', say('exported', {file, n: wanted.length}));
}

/** Not before they are wanted: the first frame does not wait for CSV. */
const formats = async () => import('../../formats/formats.ts');
