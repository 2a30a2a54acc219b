import type {ChangeSet} from '../../../source/sync/changes/change.ts';
import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(engine => {
	let harness: SessionHarness;
	afterEach(async () => harness.close());

	/** Adds open journal entries of a session that was interrupted an hour ago. */
	async function addInterrupted(...logins: readonly string[]): Promise<void> {
		const {changeJournal, database} = engine().billing;
		const operator = {os_user: 'olga', sudo_user: null, ssh_client: null};
		for (const row of logins) {
			const set: ChangeSet = {
				...{resource: 'accounts', rowKey: row, action: 'add', questions: [], values: {}},
				changes: [
					{
						...{system: 'billing', record: 'customer', operation: 'create'},
						...{key: {login: row}, before: null, after: {id: row}},
					},
				],
			};
			await changeJournal.add([set], {id: null, run: 'earlier', providerId: 0, operator});
		}

		await database.query(
			`update stalker_journal set at = now() - interval '1 hour', leased_at = now() - interval '1 hour'`,
		);
	}

	test('at its start the console reports how an interrupted action has ended', async () => {
		await addInterrupted('ivan');
		harness = await createSessionHarness(engine().billing);
		expect(harness.messageText()).toBe('Interrupted before anything was written: add ivan.');
	});

	test('several interrupted actions are counted, and listed among the past notifications', async () => {
		await addInterrupted('ivan', 'petro');
		harness = await createSessionHarness(engine().billing);
		expect(harness.messageText()).toContain('2 operations of an earlier session were interrupted');
		await harness.press('!');
		expect(harness.state().notifications.map(({message}) => message.code)).toEqual(
			expect.arrayContaining(['interrupted-several', 'interrupted-before', 'interrupted-before']),
		);
	});
});
