import {afterEach, beforeEach, expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {onEachEngine} from '../billing/engines.ts';
import {openUndoSystems, type UndoSystems} from './undo-systems.ts';

test('whatever is done can be taken back; but what a box has been told cannot', () => {
	const final = resources.flatMap(({name, actions}) =>
		actions.flatMap(action => (action.messages.isFinal ? [`${name} ${action.name}`] : [])),
	);
	expect(final).toEqual(['stb reboot', 'stb message']);
});

onEachEngine(engine => {
	let scene: UndoSystems;
	beforeEach(async () => {
		scene = await openUndoSystems(engine().billing);
	});
	afterEach(async () => scene.close());

	test('an undoing is not undone, and a deed that no tab knows is not undoable', async () => {
		scene.account({login: 'ivan', ls: '1903'});
		const {entry} = await scene.act('accounts add ivan');
		await scene.undo(entry);
		const [undoing] = await scene.world.billing.journal.list({limit: 1});
		expect(await scene.undo(undoing!)).toMatchObject({is: 'refused', message: {code: 'undo-of-undo'}});
		expect(await scene.undo({...entry, resource: 'channels'})).toMatchObject({
			message: {code: 'not-undoable'},
		});
	});

	test('what was done on another portal is not taken back on this one', async () => {
		scene.account({login: 'ivan', ls: '1903'});
		const {entry} = await scene.act('accounts add ivan');
		const elsewhere = {...scene.world, providerId: 99, runId: 'run-2'};
		expect(await scene.undo(entry, elsewhere)).toMatchObject({
			is: 'refused',
			message: {code: 'undo-elsewhere'},
		});
	});

	test('read-only refuses to run, and writes nothing', async () => {
		scene.account({login: 'ivan', ls: 'A-77'});
		const {entry} = await scene.act('accounts add ivan');
		const before = await scene.tables();
		const written = scene.written();
		const reason = {code: 'read-only'};
		expect(await scene.undo(entry, {...scene.world, readOnly: true})).toMatchObject({
			is: 'refused',
			message: reason,
		});
		expect(await scene.tables()).toBe(before);
		expect(scene.written()).toEqual(written);
		expect(await scene.world.billing.journal.list({limit: 1})).toMatchObject([{action: 'add'}]);
	});
});
