import {afterEach, expect, test} from 'vitest';
import {onOneEngine} from '../../billing/engines.ts';
import {createSessionHarness, type SessionHarness} from '../session-harness.ts';

onOneEngine(scene => {
	let stage: SessionHarness;
	afterEach(async () => stage.close());

	/** Deeds of an earlier run that did not live to end them, an hour ago. */
	async function breakOff(...logins: readonly string[]): Promise<void> {
		const {journal, database} = scene().billing;
		await journal.begin(
			logins.map(subject => ({
				run: 'an earlier one',
				service_id: null,
				resource: 'accounts',
				action: 'add',
				subject,
				operator: {os_user: 'olga', sudo_user: null, ssh_client: null},
				intent: {login: subject},
				before: {account_number: ''},
			})),
		);
		await database.query(`update stalker_journal set at = now() - interval '1 hour'`);
	}

	test('the console opens with what became of a deed that broke off', async () => {
		await breakOff('ivan');
		stage = await createSessionHarness(scene().billing);
		expect(stage.messageText()).toBe('add ivan.');
	});

	test('of several it tells how many, and lists them among the messages', async () => {
		await breakOff('ivan', 'petro');
		stage = await createSessionHarness(scene().billing);
		expect(stage.messageText()).toContain('2 operations of an earlier session were interrupted');
		await stage.press('!');
		expect(stage.state().notifications.map(({message}) => message.code)).toEqual(
			expect.arrayContaining(['broken-several', 'broken-before', 'broken-before']),
		);
	});
});
