import {isDeepStrictEqual} from 'node:util';
import {expect, test} from 'vitest';
import {createStructuralSharing} from '../../source/sync/shared-values.ts';

test('a list that cannot be compared fails alone: the next one shares records with the last that could be', async () => {
	const share = createStructuralSharing<unknown>(isDeepStrictEqual);
	const first = await share([{login: 'ivan'}]);
	const depth = 60_000;
	const nested = () => [{login: 'ivan'}, JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown];
	const second = await share(nested());
	expect(second[0]).toBe(first[0]);
	await expect(share(nested())).rejects.toThrow(RangeError);
	const last = await share([{login: 'ivan'}]);
	expect(last[0]).toBe(first[0]);
});
