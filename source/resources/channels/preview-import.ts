import {message} from '../../i18n/translator.ts';
import type {Message} from '../../i18n/message.ts';
import type {Preview} from '../../sync/action.ts';
import {textOf, type Change, type ChangeSet, type Fields} from '../../sync/changes/change.ts';

type Cell = string | Message;

/** Only what changes, worst first: deleted channels, renamed or renumbered ones, new ones. */
export function previewImport({changes}: ChangeSet): Preview {
	const own = changes.filter(({system, operation}) => system === 'billing' && operation !== 'check');
	const before =
		changes.find(({system, operation}) => system === 'billing' && operation === 'check')?.before ?? {};
	// Billing's column `port` is Stalker's id: shown only where an import corrects it.
	const isMoved = own.some(
		({operation, key, before: previous}) => operation === 'update' && previous!['port'] !== key['id'],
	);
	return {
		columns: ['id', ...(isMoved ? ['port'] : []), 'number', 'name'],
		rows: own.map(change => {
			const {mark, cells} = lineOf(change, before);
			return {mark, cells: isMoved ? cells : cells.filter((_, index) => index !== 1)};
		}),
	};
}

/** Cells: id, port, number, name. */
function lineOf(
	{operation, key, before: previous, after}: Change,
	list: Fields,
): {readonly mark: Preview['rows'][number]['mark']; readonly cells: readonly Cell[]} {
	const id = textOf(key['id']);
	const fields = (operation === 'delete' ? previous : after)!;
	const cells = ['port', 'num', 'name'].map((field): Cell => {
		const [from, to] = [textOf(previous?.[field]), textOf(fields[field])];
		return operation !== 'update' || from === to ? to : message('turned', {from, to});
	});
	if (operation === 'update') return {mark: '~', cells: [id, ...cells]};
	if (operation === 'create') return {mark: '+', cells: [id, ...cells]};
	const own = list[`${id} own`] as Fields;
	const [choices, prices] = [Number(own['choices']), Number(own['prices'])];
	const name =
		choices + prices > 0
			? message('channel-lost', {name: textOf(fields['name']), choices, prices})
			: cells[2]!;
	return {mark: '-', cells: [id, ...cells.slice(0, 2), name]};
}
