import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {runProgram as runCommand} from '../commands/shell.ts';
import {openPortal, type Responder} from '../stalker/test-portal.ts';
import {createHome} from '../security/run-program.ts';
import {billingKinds} from '../support/test-systems.ts';
import {foreignSequences} from './terminal-bytes.ts';
import {hostileTexts} from './hostile-texts.ts';
import {openHostileConsole, type HostileConsole} from './hostile-console.ts';

const run = async (environment: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
	runCommand({HOME: '/nonexistent', LANG: 'C.UTF-8', ...environment}, argv);

/** The worst characters for a log, in one text that an argument can hold. */
const worst = `${hostileTexts.clipboard}${hostileTexts.title}${hostileTexts['one-byte colours']}${hostileTexts['bidi override']}\nforged: done\r`;

/**
The output without control sequences, and no hostile text begins a line of the program's own; data may have lines of
their own.
*/
function expectHarmless({out, error}: {readonly out: string; readonly error: string}, what: string): void {
	expect(foreignSequences(out + error), what).toEqual([]);
	expect(error, what).not.toMatch(/^forged|\r|\n\s+at /m);
}

const says =
	(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Responder =>
	(_, response) =>
		response.writeHead(status, headers).end(body);

const envelope = (more: object): string => JSON.stringify({status: 'OK', results: [], ...more});

const answers: readonly (readonly [string, Responder])[] = [
	['an error', says(envelope({status: 'ERROR', results: null, error: worst}))],
	['an error that is no text', says(envelope({status: 'ERROR', results: null, error: {[worst]: [worst]}}))],
	['a notice', says(envelope({output: `<br />\n<b>Warning</b>:  ${worst}`}))],
	['warnings around', says(`<b>Notice</b>: ${worst}\n${envelope({})}\n${worst}`)],
	['a page', says(`<html><title>${worst}</title>${worst}`, 500)],
	['a page that is found', says(`<html>${worst}`)],
	['half a document', says(`{"status":"OK","results":["${worst}`)],
	['bytes', (_, response) => response.end(Buffer.from(`{"a":"\xE9${worst}`, 'latin1'))],
	['a way elsewhere', says('', 302, {location: `http://evil.example/${encodeURI('\u001B]0;x\u0007')}?x`})],
	[
		'keys and values of objects',
		says(
			'{"status":"OK","results":[{"__proto__":{"login":"x"},"constructor":"x","login":"a","toString":null}]}',
		),
	],
];

describe('error texts of a portal', () => {
	test.each(answers)('%s', async (what, answer) => {
		const {url} = await openPortal(answer);
		const environment = {
			HOME: createHome(),
			STALKER_URL: url,
			STALKER_LOGIN: 's',
			STALKER_PASSWORD: 'top-secret',
			DATABASE_URL: 'memory:',
		};
		for (const args of [['api', 'GET', 'accounts'], ['api', 'GET', 'accounts', '--json'], ['doctor']]) {
			const said = await run(environment, ...args);
			expectHarmless(said, `${what}: ${args.join(' ')}`);
			expect(said.out + said.error).not.toBe('');
		}
	});

	test('keys of an answer are data, whatever they are called', async () => {
		const {url} = await openPortal(answers.at(-1)![1]);
		const {out} = await run(
			{STALKER_URL: url, STALKER_LOGIN: 's', STALKER_PASSWORD: 'top-secret'},
			'api',
			'GET',
			'accounts',
			'--json',
		);
		expect(out).toContain(
			'"results":[{"__proto__":{"login":"x"},"constructor":"x","login":"a","toString":null}]',
		);
	});
});

test.each([
	[[worst]],
	[['accounts', worst]],
	[['accounts', 'list', worst]],
	[[`--${worst}`]],
	[['accounts', 'list', '--columns', worst]],
	[['accounts', 'list', '--mark', worst]],
	[['accounts', 'list', '--limit', worst]],
	[['--lang', worst]],
	[['config', 'show', '--config', `/nonexistent/${worst}`]],
	[['doctor', '--url', `http://${worst}`]],
	[['doctor', '--url', `http://127.0.0.1:1/${worst}`]],
	[['config', 'show', '--service', worst, '--ca-file', worst, '--url', `http://tv.example/${worst}`]],
	[['db', 'status', '--database', `embedded:/proc/${worst}`]],
	[['db', 'status', '--database', `postgresql://127.0.0.1:1/${worst}`]],
	[['api', 'GET', worst]],
	[['api', worst, 'accounts']],
	[['journal', 'show', worst]],
])('the arguments %j are shown without control characters', async args => {
	const environment = {
		HOME: createHome(),
		STALKER_URL: 'http://127.0.0.1:1',
		STALKER_LOGIN: 's',
		STALKER_PASSWORD: 'top-secret',
		DATABASE_URL: 'postgresql://127.0.0.1:1/x',
	};
	const said = await run(environment, ...args);
	expectHarmless(said, '');
	expect(said.out).not.toMatch(/^forged/m);
	expect(said.out + said.error).not.toBe('');
});

test.each([
	['a key', `[stalker]\n${JSON.stringify(worst)} = 1\n`],
	['a table', `[${JSON.stringify(worst)}]\nurl = "x"\n`],
	['no TOML', `[stalker]\nurl = "${worst}\n`],
	['an address', `[stalker]\nurl = ${JSON.stringify(`http://${worst}`)}\n`],
	['a database', `[billing]\nurl = ${JSON.stringify(`postgresql://h/${worst}`)}\n`],
	['a language', `lang = ${JSON.stringify(worst)}\n`],
	['a theme', `[ui]\ntheme = ${JSON.stringify(worst)}\n`],
	[
		'a file',
		`[stalker]\nurl = "http://127.0.0.1:1"\npassword_file = ${JSON.stringify(`/nonexistent/${worst}`)}\n`,
	],
	['no service', `[stalker]\nservice = ${JSON.stringify(worst)}\n`],
])(
	'a configuration with %s that contains hostile text is reported with sanitized text',
	async (what, text) => {
		const file = path.join(createHome(), 'config.toml');
		writeFileSync(file, text, {mode: 0o600});
		for (const args of [
			['config', 'show'],
			['config', 'validate'],
			['doctor'],
			['accounts', 'list', '--json'],
		])
			expectHarmless(await run({}, ...args, '--config', file), `${what}: ${args.join(' ')}`);
	},
	60_000,
);

describe.each(billingKinds.slice(-1))('the journal of a billing that is %s', kind => {
	let index: HostileConsole;
	beforeAll(async () => {
		index = await openHostileConsole(kind);
		await index.query(
			`update stalker_journal set resource = 'constructor', action = '__proto__', subject = 'user00001' where id = 1`,
		);
	});
	afterAll(async () => index.close());

	test('shows whoever did what, and what went wrong, harmless', async () => {
		const environment = {
			...index.environment,
			HOME: createHome(),
			USER: worst,
			LOGNAME: worst,
			SUDO_USER: worst,
			SSH_CLIENT: `${worst} 1 2`,
			SSH_CONNECTION: worst,
		};
		expect(await run(environment, 'accounts', 'add', 'plain4', '--yes')).toMatchObject({exit: 0});
		for (const args of [
			['journal', 'list', '--limit', '200'],
			['journal', 'list', '--limit', '200', '--csv'],
			['journal', 'list', '--limit', '200', '--json'],
			['journal', 'show', '5'],
			['journal', 'show', '5', '--json'],
			['journal', 'undo', '5'],
			['journal', 'undo', '1'],
			['accounts', 'show', 'user00001'],
			['accounts', 'show', worst],
			['accounts', 'list', '--filter', `${worst}:1`],
			['accounts', 'list', '--sort', worst],
			['stb', 'register', worst, worst],
			['accounts', 'show', 'login:plain4'],
			['accounts', 'show', 'service:700000'],
		]) {
			const said = await run(environment, ...args);
			expectHarmless(said, args.join(' '));
			expect(said.error, args.join(' ')).not.toMatch(/TypeError|undefined|Cannot read/);
		}

		const {out} = await run(environment, 'journal', 'list', '--limit', '200');
		const entries = await index.query('select count(*)::int as n from stalker_journal');
		// One line an entry: no text adds a line.
		expect(out.trimEnd().split('\n')).toHaveLength(Number(entries[0]!['n']));
		expect(out).toContain('␛]52;c;c3VkbyBybQ==␇');
	}, 120_000);
});
