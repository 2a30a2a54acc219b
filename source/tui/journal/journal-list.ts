import type {Translator} from '../../i18n/translator.ts';
import type {SyncStatus} from '../../sync/difference.ts';
import type {JournalEntry} from '../../sync/journal.ts';
import type {Resource} from '../../sync/resource.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import type {Column, Comparison, PortalList, Row} from '../../sync/row.ts';
import {formatDateTime} from '../../terminal/format-time.ts';
import {emptyStalker, itemColumn, itemRow} from '../session/billing-items.ts';
import {createEmptyList} from '../session/list-state.ts';
import type {List} from '../session/list.ts';
import {signs} from '../view/style.ts';
import {readNewest, type JournalPages} from './journal-pages.ts';

/** Name of the list of journal entries. It has no digit as the screens have: `H` opens it from any of them. */
export const journalName = 'journal';

/** The empty list of journal entries. Only billing has them, so nothing is read from the portal. */
export function createJournalList(translator: Translator): List {
	const list = createEmptyList(createJournalResource(translator));
	return {...list, stalker: {value: emptyStalker, loadedAt: null, state: 'fresh', progress: null}};
}

/** The journal as a resource, newest entry first, so that its table is filtered, sorted and counted as any other. Its texts are in the translator's language. */
const createJournalResource = (
	translator: Translator,
): Resource<Comparison<never, JournalEntry, PortalList<never>, JournalPages>> => ({
	name: journalName,
	docs: '',
	lists: [journalName],
	readFrom: ['billing'],
	columns: createColumns(translator),
	readStalker: async () => emptyStalker,
	readBilling: readNewest,
	isPart: ({isComplete}) => !isComplete,
	empty: {stalker: emptyStalker, billing: {entries: [], isComplete: false}},
	expectedCount: () => 0,
	compare: (_, {entries}) => entries.map(toRow),
	find: (id, rows) => rows.filter(({key}) => key === id),
	describe: ({billing}) => (billing ? entryTitle(billing, translator) : ''),
	sentenceOf: ({billing}) => billing!.error ?? '',
	signOf: ({billing}) => stateSigns[billing!.state] ?? signs.warn,
	related: ({billing}) =>
		billing && billing.subject !== '' ? {resource: billing.resource, id: billing.subject} : null,
	actions: [],
});

/** `#12 add user00012`; a bulk has the number of its rows instead of a name. */
export const entryTitle = (
	{id, resource, action, subject, row_count: rowCount}: JournalEntry,
	translator: Translator,
): string =>
	[
		`#${id}`,
		translator.actionTexts(resource, action).label,
		subject === '' ? translator.tui.texts.rows(rowCount) : subject,
	].join(' ');

/** Makes the row of an entry. An entry that was read before keeps its row object, so that sort keys and search texts are kept, too. */
const toRow = memoizeWeak((entry: JournalEntry) =>
	itemRow(entry.id, stateStatuses[entry.state] ?? '?', entry),
);

/** The sync status of an entry's row, by the state of the entry: open entries are `?`. So `n`, which goes to rows out of sync, goes to open and failed entries. */
const stateStatuses: Readonly<Record<string, SyncStatus>> = {done: '=', undone: '=', failed: '!'};

const stateSigns: Readonly<Record<string, string>> = {
	done: signs.done,
	failed: signs.failed,
	undone: signs.dot,
};

function createColumns(translator: Translator): ReadonlyArray<Column<Row<never, JournalEntry>>> {
	const {states} = translator.tui.texts;
	const column = itemColumn<JournalEntry>;
	return [
		column('id', ({id}) => id, {numeric: true}),
		column('at', ({at}) => formatDateTime(new Date(at)), {date: true}),
		column('action', ({resource, action}) => translator.actionTexts(resource, action).label, {
			json: ({billing}) => billing!.action,
		}),
		column('subject', ({subject}) => subject),
		column('row_count', ({row_count: rowCount}) => rowCount, {numeric: true}),
		column('state', ({state}) => states[state] ?? state, {json: ({billing}) => billing!.state}),
		column('operator', ({operator}) => operator.sudo_user ?? operator.os_user, {maxWidth: 16}),
		column('resource', ({resource}) => translator.screenTexts(resource).title, {
			json: ({billing}) => billing!.resource,
		}),
		column('error', ({error}) => error ?? '', {maxWidth: 60}),
	];
}
