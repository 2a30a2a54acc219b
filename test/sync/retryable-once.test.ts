import {expect, test} from 'vitest';
import {retryableOnce} from '../../source/sync/retryable-once.ts';

test('work is done once for all who ask, and again only after it has failed', async () => {
	const results = [Promise.reject(new Error('no disk')), Promise.resolve('opened')];
	results[0]!.catch(() => undefined);
	let begun = 0;
	const opening = retryableOnce(async () => results[begun++]!);
	expect(opening.last).toBeNull();
	const asked = await Promise.allSettled([opening.get(), opening.get()]);
	expect(asked.map(({status}) => status)).toEqual(['rejected', 'rejected']);
	expect(begun).toBe(1);
	expect(opening.last).toBeNull();
	expect(await Promise.all([opening.get(), opening.get()])).toEqual(['opened', 'opened']);
	expect(await opening.last).toBe('opened');
	expect(begun).toBe(2);
});
