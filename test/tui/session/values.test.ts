import {afterEach, beforeEach, expect, test} from 'vitest';
import type {Row} from '../../../source/sync/row.ts';
import type {Session} from '../../../source/tui/session/session.ts';
import {createOfflineSession} from '../offline-session.ts';
import {renderText} from '../view/fixtures.ts';

/** No machine counts these within the time that a key may take. */
const rows = Array.from({length: 200_000}, (_, index): Row => {
	const login = `user${index}`;
	return {key: login, mark: '=', differences: [], stalker: {login}, billing: null, matchedBy: null};
});

let session: Session;
beforeEach(() => void (session = createOfflineSession([...rows])));
afterEach(async () => session.close());

const press = (...names: readonly string[]) => {
	for (const name of names)
		session.handleInput({is: 'key', key: {name, text: name.length === 1 ? name : '', inBurst: false}});
};
const screen = () => renderText(session.getState());

test('F says that values are still being counted, keys work meanwhile, and the values fill in', async () => {
	press('F', ...'r777');
	expect(session.getState().mode).toMatchObject({is: 'picker', isCounting: true, typed: 'r777', matches: []});
	expect(screen()).toMatch(/> r777 .*still counting …/u);
	press('backspace', 'enter');
	expect(session.getState().mode).toMatchObject({is: 'picker', isCounting: true, typed: 'r77'});
	await session.pendingTasks.whenIdle();
	expect(screen()).not.toContain('still counting');
	press('ctrl-u', ...'user100000', 'enter');
	expect(session.getState()).toMatchObject({mode: {is: 'browse'}});
	expect(session.getState().lists['accounts']!.rows.map(({key}) => key)).toEqual(['user100000']);
});

test('F says how many values it lists, and that the filter finds the others', async () => {
	press('F');
	await session.pendingTasks.whenIdle();
	expect(screen()).toMatch(/Values · Login {2}1000 of 200000 /u);
	press(...'user1');
	expect(screen()).toContain('> user1   among the 1000 most frequent; / searches all');
	press('x');
	expect(screen()).toContain('> user1x   nothing matches among the 1000 most frequent; / searches all');
});

test('leaving the picker ends the counting, and F goes on with it', async () => {
	press('F', 'escape');
	await session.pendingTasks.whenIdle();
	press('F');
	expect(session.getState().mode).toMatchObject({is: 'picker', isCounting: true});
	await session.pendingTasks.whenIdle();
	press('escape', 'F');
	expect(session.getState().mode).toMatchObject({is: 'picker', isCounting: false});
});

test('behind the name of a column the filter says that its values are still being counted, and they fill in', async () => {
	press('/', ...'login:');
	expect(screen()).toContain('still counting …');
	press(...'user19999');
	await session.pendingTasks.whenIdle();
	expect(screen()).not.toContain('still counting');
	expect(screen()).toContain('user199990');
	press('tab', 'enter');
	expect(session.getState().lists['accounts']).toMatchObject({filter: 'login:user199990', rows: [{}]});
});
