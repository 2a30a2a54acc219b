import {once} from 'node:events';
import {spawn} from 'node:child_process';
import {expect, test} from 'vitest';
import {toBillingError, isRolledBack} from '../../source/billing/errors.ts';
import {isSystemFailure} from '../../source/sync/changes/outcome.ts';
import {onEachEngine} from './engines.ts';

test('a broken pipe is a lost connection, not an answer of the database', async () => {
	// It ends when the connection to its parent closes.
	const closes = `require('fs').closeSync(0); process.on('message', () => {}); process.send('closed')`;
	const reader = spawn(process.execPath, ['-e', closes], {stdio: ['pipe', 'ignore', 'inherit', 'ipc']});
	await once(reader, 'message');
	reader.stdin!.write('select 1');
	const [broke] = await once(reader.stdin!, 'error');
	reader.disconnect();
	expect(broke).toMatchObject({code: 'EPIPE'});
	const error = toBillingError(broke, 'db:5432/billing');
	expect(error).toMatchObject({
		code: 'ERR_BILLING_UNREACHABLE',
		message: expect.stringContaining('db:5432/billing broke'),
	});
	expect([isRolledBack(error), isSystemFailure(error)]).toEqual([false, true]);
});

onEachEngine(fixture => {
	test.each([
		['select 1 / 0', '22012'],
		['select nothing', '42703'],
		[`do $$ begin raise exception 'no' using errcode = 'P0001'; end $$`, 'P0001'],
	])('%s is a definite no: %s', async sql => {
		const error = await fixture()
			.database.query(sql)
			.catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({code: 'ERR_BILLING_REFUSED'});
		expect(isRolledBack(error)).toBe(true);
	});
});
