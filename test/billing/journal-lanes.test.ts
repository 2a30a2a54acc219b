import {expect, test} from 'vitest';
import {createChangeJournal} from '../../source/billing/change-journal.ts';
import {recordRows} from '../../source/billing/journal-rows.ts';
import type {ChangeSet} from '../../source/sync/changes/change.ts';
import type {JournalRow} from '../../source/sync/changes/ports.ts';
import {onEachEngine, type OnEngine} from './engines.ts';

const reboot = (mac: string): ChangeSet => ({
	...{resource: 'stb', rowKey: mac, action: 'reboot', questions: [], values: {}},
	changes: [
		{system: 'stalker', record: 'box', operation: 'send', key: {mac}, before: null, after: {event: 'reboot'}},
	],
});

onEachEngine(context => {
	test('an entry whose last two rows end at the same moment is closed', async () => {
		const {billing, database, engine} = context();
		// PGlite has one connection.
		if (engine.name === 'PGlite') return;
		const journal = createChangeJournal(database);
		const {entry, rows} = await journal.add([reboot('00:1A:79:00:00:01'), reboot('00:1A:79:00:00:02')], {
			...{id: null, run: 'run', providerId: 1},
			operator: {os_user: 'operator', sudo_user: null, ssh_client: null},
		});
		const [first, second] = rows.map(row => ({
			...(row as JournalRow),
			...{results: [{is: 'applied', current: null}], state: 'done', error: null},
		})) as readonly JournalRow[] as [JournalRow, JournalRow];

		const other = await database.transaction(async query => {
			await recordRows({query, dialect: database.dialect}, [first]);
			const recorded = journal.record([second]);
			await untilLocked(context());
			return {recorded};
		});
		expect(await other.recorded).toBe(true);
		expect(await billing.journal.show(entry!)).toMatchObject({state: 'done'});
	});

	test('a lease and an undo lock the rows of an entry before the entry, as the end of a row does', async () => {
		const {database, engine} = context();
		// PGlite has one connection.
		if (engine.name === 'PGlite') return;
		const journal = createChangeJournal(database);
		const begin = {
			id: null,
			run: 'run',
			providerId: 1,
			operator: {os_user: 'a', sudo_user: null, ssh_client: null},
		};
		const {entry, rows} = await journal.add([reboot('00:1A:79:00:00:01')], begin);
		const [row] = rows as readonly [JournalRow];
		const undo = {...reboot('00:1A:79:00:00:01'), undoes: {entry: entry!, position: 1}};
		for (const begun of [
			async () => journal.acquireLease({entry: entry!, position: 1}, begin.operator),
			async () => journal.add([undo], begin),
		]) {
			const waiting = await database.transaction(async query => {
				await query('update stalker_journal_rows set error = error where entry_id = ?', [Number(entry)]);
				const promise = begun();
				await untilLocked(context());
				await recordRows({query, dialect: database.dialect}, [{...row, state: 'open', error: null}]);
				return {promise};
			});
			await waiting.promise;
		}
	});
});

/** Waits until one statement of this database waits for the lock of another. */
async function untilLocked({query}: OnEngine): Promise<void> {
	for (;;) {
		const [row] = await query<{readonly n: number | string}>(
			`select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
		);
		if (Number(row!.n) > 0) return;
	}
}
