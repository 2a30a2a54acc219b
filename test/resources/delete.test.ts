import {afterEach, beforeEach, expect, test} from 'vitest';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	const logins = () => fixture.portal.state.users.map(({login}) => login);

	test.each([
		['box', {mac: '00:1A:79:00:00:09', ls: '17'}, {mac: '00:1A:79:00:00:09', ls: '18'}],
		['number', {mac: '', ls: '17'}, {mac: '', ls: '17'}],
	])(
		'a %s that somebody else is given while the snapshot is taken is not deleted by, and no entry is left',
		async (_, own, others) => {
			fixture.account({login: 'ivan', ...own});
			let isGiven = false;
			fixture.portal.setFault({
				is: 'reset',
				matches({path}) {
					if (!isGiven && path.includes('/stb_modules/')) {
						isGiven = true;
						fixture.account({login: 'petro', ...others});
					}

					return false;
				},
			});
			const {outcome, entry} = await fixture.act('accounts delete ivan');
			expect(isGiven).toBe(true);
			expect(outcome).toMatchObject({is: 'refused', message: {code: 'names-others'}});
			expect(entry).toBeUndefined();
			expect(logins()).toEqual(['ivan', 'petro']);
			expect(fixture.written()).toEqual([]);
		},
	);

	test('the last look before a deletion is at the account itself, and so is the first behind it', async () => {
		const {mac} = fixture.account({login: 'ivan', ls: '17'});
		const {entry} = await fixture.act('accounts delete ivan');
		const asked = fixture.portal.received.map(
			({method, path}) => `${method} ${decodeURIComponent(path.replace(/^.*\/v1\//, ''))}`,
		);
		expect(asked.slice(-7)).toEqual([
			`GET itv_subscription/${mac}`,
			`GET account_subscription/${mac}`,
			`GET stb_modules/${mac}`,
			`GET stb/${mac}`,
			`GET accounts/${mac}`,
			`DELETE accounts/${mac}`,
			`GET accounts/${mac}`,
		]);
		expect(entry).toMatchObject({state: 'done'});
		const [row] = await fixture.context.changes.ports.journal.rows(entry.id);
		expect(row).toMatchObject({results: [{previous: {login: 'ivan', account_number: '17', stb: [{mac}]}}]});
	});
});
