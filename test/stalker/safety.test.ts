import {expect, test} from 'vitest';
import type {Form} from '../../source/stalker/safe-request.ts';
import {failureOf, ok, openPortal} from './test-portal.ts';

const unsafe = [
	'',
	'0',
	'.',
	'..',
	'1,2',
	'1/2',
	'1\\2',
	'1#x',
	'1&x',
	'1+2',
	'1?x',
	'1%23',
	'a b',
	'100001,',
	' 1',
	'1\n',
	'1\u0000',
	'NOW()',
];
const resources = [
	'accounts',
	'users',
	'stb',
	'itv_subscription',
	'stb_modules',
	'send_event',
	'stb_msg',
	'account_subscription',
];

test.each(resources)(
	'no write to %s is sent with an identifier that would hit other records',
	async resource => {
		const {stalker, received} = await openPortal(ok(true));
		for (const id of unsafe) {
			for (const method of ['POST', 'PUT', 'DELETE'] as const) {
				const error = await failureOf(stalker.write(method, resource, id));
				expect(error, `${method} ${JSON.stringify(id)}`).toMatchObject({code: 'ERR_STALKER_UNSAFE'});
			}
		}

		expect(received).toEqual([]);
	},
);

test('only a new record has no identifier', async () => {
	const {stalker, received} = await openPortal(ok(true));
	for (const resource of resources) {
		await expect(stalker.write('PUT', resource, null, {status: '0'})).rejects.toMatchObject({
			code: 'ERR_STALKER_UNSAFE',
		});
		await expect(stalker.write('DELETE', resource, null)).rejects.toMatchObject({code: 'ERR_STALKER_UNSAFE'});
	}

	for (const resource of [
		'itv_subscription',
		'stb_modules',
		'send_event',
		'STB_MSG',
		'account_subscription',
	]) {
		await expect(stalker.write('POST', resource, null, {event: 'reboot'})).rejects.toMatchObject({
			code: 'ERR_STALKER_UNSAFE',
		});
	}

	expect(received).toEqual([]);
});

test('a long number is no identifier of a box, whose resources read it as a MAC', async () => {
	const {stalker, received} = await openPortal(ok(true));
	await expect(stalker.write('POST', 'send_event', '123456789012', {event: 'reboot'})).rejects.toMatchObject({
		code: 'ERR_STALKER_UNSAFE',
	});
	await stalker.write('PUT', 'accounts', '123456789012', {phone: '1'});
	expect(received).toHaveLength(1);
});

const forms: ReadonlyArray<readonly [string, string, Form]> = [
	['reboot with another field, which changes every box', 'stb', {reboot: '1', status: '0'}],
	['NOW(), which is run as SQL', 'accounts', {phone: 'NOW()'}],
	['now() in spaces', 'accounts', {full_name: ' now() '}],
	['CURDATE()', 'accounts', {comment: 'CurDate()'}],
	['UNIX_TIMESTAMP anywhere', 'accounts', {comment: 'x, password=UNIX_TIMESTAMP(1)'}],
	['SQL in a list', 'itv_subscription', {sub_ch: ['1', 'NOW()']}],
	['a single channel, which wipes the list', 'itv_subscription', {sub_ch: '12'}],
	['an empty list of another field, which cannot be sent', 'account_subscription', {subscribed_id: []}],
	['no channels to another resource', 'stb', {sub_ch: []}],
	['an empty channel', 'itv_subscription', {sub_ch: ['']}],
	['an empty tariff, which fails half-way', 'accounts', {status: '0', tariff_plan: ''}],
	['a MAC with dashes, which is stored as it is', 'accounts', {stb_mac: '00-1A-79-AA-BB-CC'}],
	['a field that ends the name', 'accounts', {'status=0&phone': '1'}],
];

test('no chosen channels are sent as the text that the portal takes for none', async () => {
	const {stalker, received} = await openPortal(ok(true));
	await stalker.write('PUT', 'itv_subscription', '100001', {sub_ch: []});
	expect(received.map(({body}) => body)).toEqual(['sub_ch=']);
});

test.each(forms)('no write is sent with %s', async (_, resource, form) => {
	const {stalker, received} = await openPortal(ok(true));
	await expect(stalker.write('PUT', resource, '100001', form)).rejects.toMatchObject({
		code: 'ERR_STALKER_UNSAFE',
	});
	expect(received).toEqual([]);
});

test('reboot is sent alone', async () => {
	const {stalker, received} = await openPortal(ok([{}]));
	await stalker.write('PUT', 'stb', '100001', {reboot: '1'});
	expect(received[0]).toMatchObject({method: 'PUT', body: 'reboot=1'});
});

test('a read with unsafe identifiers is not sent', async () => {
	const {stalker, received} = await openPortal(ok([]));
	for (const ids of [[], [''], ['0'], ['1', ''], ['..'], ['a/b'], ['1#x']]) {
		await expect(stalker.read('accounts', ids)).rejects.toMatchObject({code: 'ERR_STALKER_UNSAFE'});
	}

	for (const resource of ['', '..', 'accounts/', 'accounts/1', 'accounts?q=x', 'a b']) {
		await expect(stalker.read(resource)).rejects.toMatchObject({code: 'ERR_STALKER_UNSAFE'});
	}

	expect(received).toEqual([]);
});

test('a refused value is not repeated, because it may be a password', async () => {
	const {stalker} = await openPortal(ok(true));
	const error = await failureOf(stalker.write('PUT', 'users', 'anna', {password: 'hunter2 UNIX_TIMESTAMP'}));
	expect(error.message).not.toContain('hunter2');
});
