import {setImmediate} from 'node:timers/promises';
import {expect, onTestFinished, test} from 'vitest';
import {captureOutput} from '../../source/tui/capture-output.ts';

test('warnings and console are passed on until the capture ends, and are as before after it', async () => {
	const texts: string[] = [];
	const before = [process.listeners('warning'), console.log, process.stderr.write];
	const release = captureOutput(text => void texts.push(text));
	onTestFinished(release);
	process.emitWarning('old', {code: 'OLD'});
	console.warn('%d rows', 5, {a: 1});
	console.log('  \n');
	await setImmediate();
	expect(texts.toSorted()).toEqual(['5 rows { a: 1 }', 'Warning OLD: old']);
	release();
	expect([process.listeners('warning'), console.log, process.stderr.write]).toEqual(before);
});
