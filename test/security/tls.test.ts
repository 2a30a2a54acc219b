import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {ok, openPortal} from '../stalker/test-portal.ts';
import {createHome, runProgram} from './run-program.ts';

const file = (name: string): string => path.join(import.meta.dirname, '../stalker/certificate', name);
const tls = {key: readFileSync(file('key.pem'), 'utf8'), cert: readFileSync(file('certificate.pem'), 'utf8')};

const password = 'hunter2';

/** A portal with a self-signed certificate for `127.0.0.1` only. */
const openTls = async () => {
	const {url, received} = await openPortal(ok([{id: '1'}]), {}, tls);
	const environment = {STALKER_URL: url, STALKER_LOGIN: 'stalker', STALKER_PASSWORD: password};
	return {environment, received, elsewhere: url.replace('127.0.0.1', 'localhost')};
};

const untrusted = (detail: string) => ({
	exit: 1,
	out: '',
	error: expect.stringContaining(`its certificate is not trusted (${detail})`),
});

test.each([{}, {NODE_TLS_REJECT_UNAUTHORIZED: '0'}])(
	'an untrusted certificate is refused before anything is sent, whatever %j says',
	async more => {
		const {environment, received} = await openTls();
		const said = await runProgram({...environment, ...more}, 'api', 'GET', 'tariffs');
		expect(said).toMatchObject(untrusted('self-signed certificate'));
		expect(said.error).toContain('--ca-file');
		expect(said.error).not.toContain(password);
		expect(received).toEqual([]);
	},
);

test('a private authority can be set by the flag or the configuration', async () => {
	const {environment, received} = await openTls();
	const home = createHome();
	const config = path.join(home, 'config.toml');
	writeFileSync(config, `[stalker]\nca_file = ${JSON.stringify(file('certificate.pem'))}\n`, {mode: 0o600});
	for (const flags of [
		['--ca-file', file('certificate.pem')],
		['--config', config],
	])
		expect(await runProgram(environment, 'api', 'GET', 'tariffs', ...flags)).toMatchObject({exit: 0});
	expect(received).toHaveLength(2);
});

test('a certificate for another name is refused', async () => {
	const {environment, received, elsewhere} = await openTls();
	const said = await runProgram(
		{...environment, STALKER_URL: elsewhere},
		'api',
		'GET',
		'tariffs',
		'--ca-file',
		file('certificate.pem'),
	);
	expect(said).toMatchObject(untrusted("Hostname/IP does not match certificate's altnames: Host: localhost"));
	expect(received).toEqual([]);
});

test('a file without a certificate is refused', async () => {
	const {environment, received} = await openTls();
	const empty = path.join(createHome(), 'ca.pem');
	for (const text of [
		'',
		'no certificate',
		'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
	]) {
		writeFileSync(empty, text);
		const said = await runProgram(environment, 'api', 'GET', 'tariffs', '--ca-file', empty);
		expect(said).toMatchObject({exit: 2, out: '', error: expect.stringContaining('holds no certificate')});
	}

	expect(await runProgram(environment, 'api', 'GET', 'tariffs', '--ca-file', '/nonexistent')).toMatchObject({
		exit: 2,
	});
	expect(received).toEqual([]);
});
