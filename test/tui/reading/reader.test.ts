import {afterEach, expect, test} from 'vitest';
import {onEachEngine} from '../../billing/engines.ts';
import {openStage, type Stage} from '../stage.ts';

onEachEngine(scene => {
	let stage: Stage;
	afterEach(async () => stage.close());

	test('a portal that goes while what was written meanwhile is looked at again is told, and the console stays', async () => {
		stage = await openStage(scene().billing);
		const {session, portal, press, to, list, now, said} = stage;
		await press('1');
		await to('user00003');
		const listing = ({path}: {readonly path: string}) => /\/accounts\/?$/.test(path);
		portal.misbehave({is: 'slow', milliseconds: 3000, on: listing, times: 1});
		const key = (name: string) => session.hear({is: 'key', key: {name, text: name, together: false}});
		key('r');
		key('+');
		await new Promise<void>(resolve => {
			const forget = session.subscribe(() => {
				if (now().deed || now().message?.said.code !== 'added') return;
				forget();
				resolve();
			});
		});
		expect(list().theirs.state).toBe('reading');
		portal.misbehave({is: 'status', code: 500, on: request => !listing(request)});
		await session.works.idle();
		expect(said()).toContain('500');
		portal.misbehave(null);
		await press('r');
		expect(list().rows.find(row => row.key === 'user00003')!.mark).toBe('=');
	});
});
