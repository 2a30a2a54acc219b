import {afterEach, beforeEach, expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {onOneEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

test('every action can be undone, except events that were sent to a box', () => {
	const final = resources.flatMap(({name, actions}) =>
		actions.flatMap(action => (action.isFinal ? [`${name} ${action.name}`] : [])),
	);
	expect(final).toEqual(['stb reboot', 'stb message']);
});

onOneEngine(engine => {
	let fixture: UndoSystems;
	beforeEach(async () => {
		fixture = await openUndoSystems(engine().billing);
	});
	afterEach(async () => fixture.close());

	test('an undo cannot be undone, and neither can an action that no resource has', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts add ivan');
		await fixture.undo(entry);
		const [undoing] = await fixture.context.billing.journal.list({limit: 1});
		expect(await fixture.undo(undoing!)).toMatchObject({is: 'refused', message: {code: 'undo-of-undo'}});
		expect(await fixture.undo({...entry, resource: 'channels'})).toMatchObject({
			message: {code: 'not-undoable'},
		});
	});

	test('what was done on another portal is not undone on this one', async () => {
		fixture.account({login: 'ivan', ls: '1903'});
		const {entry} = await fixture.act('accounts add ivan');
		const elsewhere = {...fixture.context, providerId: 99, runId: 'run-2'};
		expect(await fixture.undo(entry, elsewhere)).toMatchObject({
			is: 'refused',
			message: {code: 'undo-elsewhere'},
		});
	});

	test('read-only refuses to run, and writes nothing', async () => {
		fixture.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await fixture.act('accounts add ivan');
		const before = await fixture.tables();
		const written = fixture.written();
		const reason = {code: 'read-only'};
		expect(await fixture.undo(entry, {...fixture.context, readOnly: true})).toMatchObject({
			is: 'refused',
			message: reason,
		});
		expect(await fixture.tables()).toBe(before);
		expect(fixture.written()).toEqual(written);
		expect(await fixture.context.billing.journal.list({limit: 1})).toMatchObject([{action: 'add'}]);
	});
});
