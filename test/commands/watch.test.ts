import {afterAll, beforeAll, expect, test} from 'vitest';
import {main} from '../../source/commands/main.ts';
import {requestsSince} from '../support/test-context.ts';
import {openShell, type Shell} from './shell.ts';

let shell: Shell;
beforeAll(async () => {
	shell = await openShell({accounts: 20});
});
afterAll(async () => shell.close());

/** Watches the tariff plans until the output, or the messages, have this pattern so often. */
async function watchUntil(
	pattern: RegExp,
	times: number,
	{columns, flags = []}: {readonly columns?: number; readonly flags?: readonly string[]} = {},
): Promise<{readonly exit: number; readonly out: string; readonly error: string}> {
	const end = new AbortController();
	const pauses: number[] = [];
	let [out, error] = ['', ''];
	const endWhenSeen = () => {
		if ([...`${out}\n${error}`.matchAll(pattern)].length >= times) end.abort();
	};

	const exit = await main({
		argv: ['tariffs', 'list', '--watch', '1', ...flags],
		environment: shell.environment,
		version: '0.0.0',
		signal: end.signal,
		pause: async milliseconds => void pauses.push(milliseconds),
		...(columns === undefined ? {} : {columns}),
		writeOutput(text) {
			out += text;
			endWhenSeen();
		},
		writeError(text) {
			error += text;
			endWhenSeen();
		},
	});
	// At least the second that was asked for, and 19 times as long as reading took.
	for (const milliseconds of pauses) expect(milliseconds).toBeGreaterThanOrEqual(1000);
	return {exit, out, error};
}

test('--watch lists again until the signal; in a pipe the lists follow each other', async () => {
	const {exit, out} = await watchUntil(/^ {2}external_id/gm, 2);
	expect(exit).toBe(130);
	const [first, second] = out.split(/^(?= {2}external_id)/m);
	expect(second).toBe(first);
	expect(out).not.toContain('\u001B[2J');
});

test('on a terminal each list replaces the one before, and the time of the next is shown', async () => {
	const {out, error} = await watchUntil(/again in \d+ s/g, 2, {columns: 80});
	expect(out.split('\u001B[H\u001B[2J\u001B[3J')).toHaveLength(3);
	expect(out.startsWith('\u001B[H')).toBe(true);
	expect(error).toContain('Ctrl-C ends it.');
});

test('a failure is reported, and the list is read again', async () => {
	shell.portal.setFault({is: 'html'});
	const {exit, out} = await watchUntil(/answered GET tariffs with/g, 2);
	shell.portal.setFault(null);
	expect({exit, out}).toEqual({exit: 130, out: ''});
});

test.each(['0', '-1', '0.5'])('--watch %s is wrong usage', async seconds => {
	const {exit, error} = await shell.call('accounts', 'list', '--watch', seconds);
	expect(exit).toBe(2);
	expect(error).toContain('--watch takes a whole number from 1.');
});

test('an output that nobody reads any more ends it, so that the portal is not read for nobody', async () => {
	const closing = new AbortController();
	const before = shell.portal.received.length;
	const exit = await main({
		argv: ['tariffs', 'list', '--watch', '1'],
		environment: shell.environment,
		version: '0.0.0',
		signal: new AbortController().signal,
		outputClosed: closing.signal,
		pause: async () => undefined,
		writeOutput: () => closing.abort(),
		writeError: () => undefined,
	});
	expect(exit).toBe(0);
	expect(requestsSince(shell.portal, before)).toEqual(['GET tariffs']);
});
