import {expect, test} from 'vitest';
import {findPortal, type ProviderRow} from '../../source/billing/portal.ts';
import {onEachEngine} from './engines.ts';

const row = (id: number, url: string, module = 'Stalker_api'): ProviderRow => ({
	id,
	name: `Provider ${id}`,
	module,
	url,
	status: 0,
});
const url = 'http://tv.example/stalker_portal/api/v1';

test('notations of one address are one portal', () => {
	const spellings = [
		url,
		'http://TV.example:80/stalker_portal/api/v1/',
		'http://tv.example/stalker_portal/api',
		'http://tv.example/stalker_portal/api/',
		'https://tv.example/stalker_portal/api/v1',
		'tv.example/stalker_portal/api',
	];
	for (const spelling of spellings)
		expect(findPortal([row(3, spelling), row(4, 'http://other.example/')], url), spelling).toEqual({
			is: 'known',
			id: 3,
		});
});

test('another host, port or path is another portal, and an operator decides', () => {
	for (const other of [
		'http://tv2.example/stalker_portal/api/v1',
		'http://tv.example:88/stalker_portal/api/v1',
		'http://tv.example/b/stalker_portal/api',
	]) {
		expect(findPortal([row(3, other)], url), other).toEqual({is: 'unclear', ids: []});
	}
});

test('without any provider one may be created; other modules do not count', () => {
	expect(findPortal([], url)).toEqual({is: 'none'});
	expect(findPortal([row(3, url, 'Olltv')], url)).toEqual({is: 'none'});
});

test('several with one address are unclear until one is configured, which must be a Stalker service', () => {
	const rows = [row(3, url), row(4, url), row(5, url, 'Olltv')];
	expect(findPortal(rows, url)).toEqual({is: 'unclear', ids: [3, 4]});
	expect(findPortal(rows, url, 4)).toEqual({is: 'known', id: 4});
	expect(() => findPortal(rows, url, 5)).toThrow(/no Stalker service 5/);
	expect(() => findPortal(rows, url, 9)).toThrow(/no Stalker service 9/);
});

onEachEngine(fixture => {
	test('a provider is created once, however many calls run at once', async () => {
		const {billing} = fixture();
		const ids = await Promise.all(
			Array.from({length: 4}, async () =>
				billing.ensureProvider('http://stalker:sekret@tv.example/stalker_portal/api/v1'),
			),
		);
		expect(new Set(ids).size).toBe(1);
		expect(await billing.providers()).toEqual([
			{id: ids[0], name: 'Stalker', module: 'Stalker_api', url, status: 0},
		]);
		expect(await billing.findPortal(url)).toEqual({is: 'known', id: ids[0]});
		await expect(billing.ensureProvider('http://other.example/')).rejects.toMatchObject({
			code: 'ERR_BILLING_REFUSED_WRITE',
		});
		expect(await billing.providers()).toHaveLength(1);
	});
});
