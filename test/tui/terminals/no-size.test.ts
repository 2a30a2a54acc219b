import {expect, onTestFinished, test} from 'vitest';
import {builtProgram} from '../driver.ts';
import {startInPty} from '../pty-driver.ts';

test('a terminal that says 0×0, as a serial line does, is taken for one of 80×24', async () => {
	const t = await startInPty({
		command: ['sh', '-c', 'stty cols 0 rows 0; exec "$@"', 'sh', ...builtProgram, '--demo'],
	});
	onTestFinished(t.close);
	await t.press('1');
	expect(t.screen()).toContainEqual(expect.stringContaining('user00001'));
	expect(t.wrapped()).toEqual([]);
	await t.press('q');
	expect(await t.exit).toMatchObject({code: 0});
});
