import {expect, test} from 'vitest';
import {createSyncFilter} from '../../source/tui/rewrite-output.ts';

const [begin, end] = ['\u001B[?2026h', '\u001B[?2026l'];
const [short, long] = ['a'.repeat(600), 'b'.repeat(601)];

test.for([
	[[begin, short, end], short],
	[
		[begin, long, end],
		[begin, long, end],
	],
	[
		[begin, short, long, short, end],
		[short, begin, long, short, end],
	],
	[[begin, end], ''],
	[[long, short], long + short],
	[
		[begin, short, end, begin, long, end, begin, short, end],
		[short, begin, long, end, short],
	],
	[
		[begin, begin, long, end],
		[begin, long, end],
	],
])('an update is synchronized if it contains a long text', ([written, expected]) => {
	expect([written!].flat().map(createSyncFilter()).join('')).toBe([expected!].flat().join(''));
});
