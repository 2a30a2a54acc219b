import {expect, test} from 'vitest';
import {StalkerInvalidUrl} from '../../source/stalker/errors.ts';
import {isUnencrypted, normalizePortalUrl} from '../../source/stalker/portal-url.ts';

test.each([
	['http://tv.example', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/', 'http://tv.example/stalker_portal/api/v1'],
	[' HTTP://TV.example:88/stalker_portal ', 'http://tv.example:88/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/api', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/api/v1/', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/c/', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/c/index.html', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/api/accounts/', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/api/v1/accounts/100001', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/API/v1//stb/', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/api/v2/users', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/server/adm/', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/server/adm/users/users-list', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/admin', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/server/load.php', 'http://tv.example/stalker_portal/api/v1'],
	[
		'http://tv.example/stalker_portal/server/administrator/index.php',
		'http://tv.example/stalker_portal/api/v1',
	],
	[
		'http://tv.example/stalker_portal/server/tools/auth/getuserdata.php',
		'http://tv.example/stalker_portal/api/v1',
	],
	['http://tv.example/stalker_portal/new/adm/', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/stalker_portal/c/version.js', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/server/api/v1', 'http://tv.example/server/api/v1'],
	['“http://tv.example/stalker_portal”', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/portal.php', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/c/', 'http://tv.example/stalker_portal/api/v1'],
	['http://tv.example/api/accounts', 'http://tv.example/api/v1'],
	['http://tv.example/api/stalker_portal/', 'http://tv.example/api/stalker_portal/api/v1'],
	['"http://tv.example/stalker_portal"', 'http://tv.example/stalker_portal/api/v1'],
	['<http://tv.example/>', 'http://tv.example/stalker_portal/api/v1'],
	['https://tv.example:443/tv//portal//', 'https://tv.example/tv/portal/api/v1'],
	['https://tv.example/api/v1', 'https://tv.example/api/v1'],
	['http://[::1]:8080', 'http://[::1]:8080/stalker_portal/api/v1'],
])('%j is the portal at %j', (text, url) => {
	expect(normalizePortalUrl(text)).toBe(url);
	expect(normalizePortalUrl(url)).toBe(url);
});

test.each([
	'',
	'tv.example',
	'tv.example:88/stalker_portal',
	'/stalker_portal',
	'http://',
	'http:///stalker_portal',
	'ftp://tv.example',
	'http://a b/',
	'http://tv.example/?q=accounts',
	'http://tv.example/#x',
])('%j is no address of a portal', text => {
	expect(() => normalizePortalUrl(text)).toThrow(StalkerInvalidUrl);
});

test('an address with credentials is refused without repeating them', () => {
	for (const text of [
		'http://stalker:hunter2@tv.example/',
		'http://hunter2@tv.example/',
		'stalker:hunter2@tv.example',
		'http://:hunter2@',
	]) {
		expect(() => normalizePortalUrl(text)).toThrow(
			expect.objectContaining({
				code: 'ERR_STALKER_URL',
				message: expect.not.stringContaining('hunter2'),
			}),
		);
	}
});

test('http is unencrypted except on loopback', () => {
	expect(isUnencrypted('http://tv.example/stalker_portal/api/v1')).toBe(true);
	expect(isUnencrypted('http://127.0.0.1.example/')).toBe(true);
	expect(isUnencrypted('http://192.168.1.2/')).toBe(true);
	expect(isUnencrypted('https://tv.example/')).toBe(false);
	expect(isUnencrypted('http://127.8.9.10:88/')).toBe(false);
	expect(isUnencrypted('http://localhost/')).toBe(false);
	expect(isUnencrypted('http://[::1]:88/')).toBe(false);
});
