import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../../../source/billing/billing.ts';
import type {State} from '../../../../source/tui/session/state.ts';
import {empty} from '../../../billing/engines.ts';
import {dumpTables} from '../../../support/test-context.ts';
import {allowedWrites} from '../../allowed-writes.ts';
import {createSessionHarness, type SessionHarness} from '../../session-harness.ts';
import {testedActions} from './actions.ts';
import {situations, type Situation} from './situations.ts';

/** What came of each, for people to read: `matrix.txt` beside this file. */
const table: Array<readonly string[]> = [];

const title = ({scope, name}: Situation) => `${scope === 'one' ? 'One' : 'Many'}: ${name}`;

const both = ({portal}: SessionHarness, tables: string) => JSON.stringify(portal.state) + tables;

/** The three share nothing, and wait for their questions at the same time. */
describe.concurrent.each(testedActions)('$name', deed => {
	let billing: Billing;
	let stage: SessionHarness | null = null;
	/** What the stage began with, and what the last situation left. */
	let began = '';
	let left = '';

	/** A stage on which nothing was done serves again. */
	async function stageFor(readOnly: boolean): Promise<SessionHarness> {
		if (stage?.state().readOnly === readOnly && left === began) {
			stage.portal.setFault(null);
			stage.session.resize({columns: 100, rows: 30});
			while (stage.state().mode.is !== 'browse' || stage.state().activeScreen !== null)
				await stage.press('escape');
			await stage.press(deed.screen, 'U', 'home', 'r');
			return stage;
		}

		await stage?.close();
		await empty(billing.database);
		stage = await createSessionHarness(billing, {readOnly});
		await stage.press(deed.screen);
		began = both(stage, await dumpTables(billing));
		return stage;
	}

	beforeAll(async () => {
		billing = await openBilling('memory:');
	});
	afterAll(async () => {
		await stage?.close();
		await billing.close();
	});

	test.each(situations.map(one => [title(one), one] as const))(
		'%s',
		{concurrent: false},
		async (name, {scope, steps, affectedRows, importsChannels, readOnly = false}) => {
			const stage = await stageFor(readOnly);
			left = '';
			const {portal} = stage;
			const rows = deed.targets(stage);
			expect(rows).toHaveLength(3);
			if (scope === 'many') await deed.prepareMany(stage);
			else if (deed.name !== 'import') await stage.moveTo(rows[0]!.key);
			const count =
				deed.name === 'import'
					? stage.list().comparison!.rows.filter(({mark}) => mark === '-').length
					: rows.length;
			stage.takeWrites();

			let agreed = 0;
			stage.onInput(heard => {
				if (heard.is === 'key') agreed += allowedWrites(stage.state(), heard.key).subjects.length;
			});
			const told: string[] = [];
			let tables = await dumpTables(billing);
			for (const step of steps) {
				await step.run({stage, deed, rows, count});
				if (step.elsewhere) tables = await dumpTables(billing);
				told.push(`${step.name}: ${seen(stage.state())}`);
			}

			const writes = stage.takeWrites();
			const after = await dumpTables(billing);
			left = both(stage, after);
			const isWritten = after !== tables;
			const ways = [...writes, ...(isWritten ? ['billing is written'] : [])];
			table.push([name, deed.name, told.join(' · '), ways.join(', ') || '–']);

			expect(writes).toEqual(affectedRows.flatMap(place => deed.request(rows[place]!) ?? []));
			expect(isWritten).toBe(deed.name === 'import' && importsChannels);
			if (isWritten)
				expect(await channelsOf(billing)).toEqual(
					portal.state.channels.map(({id}) => id).toSorted((a, b) => a - b),
				);
			// Whatever the console makes of keys: nothing without an answer that says so, and no more than it says.
			expect(ways.length).toBeLessThanOrEqual(agreed);
		},
	);
});

const channelsOf = async ({database}: Billing): Promise<readonly number[]> =>
	(await database.query<{id: number}>('select id from iptv_channels order by id')).map(({id}) => id);

/** What the operator sees of it: a question and what it wants, or what is said. */
function seen({mode, notification, results}: State): string {
	if (mode.is === 'confirm') {
		const wants = mode.requiredCount === null ? 'y' : mode.requiredCount;
		const given = [
			mode.typed && `${mode.typed} typed`,
			mode.choice === 'yes' && 'yes chosen',
			mode.wrongInput && `not ${mode.wrongInput}`,
		];
		const heard = mode.acceptsInput ? given.filter(Boolean) : ['deaf'];
		return [`asks for ${wants}`, ...heard, ...(notification ? [notification.message.code] : [])].join(', ');
	}

	const lines = Map.groupBy(results?.lines ?? [], ({is, message}) => `${is} ${message.code}`);
	const counts = [...lines].map(([line, {length}]) => `${length} ${line}`);
	return [
		...(mode.is === 'browse' ? [] : [mode.is]),
		notification?.message.code ?? 'nothing',
		...(notification?.message.code === 'summary' ? counts : []),
	].join(', ');
}

test('what came of each is what matrix.txt says', async () => {
	const names = [...new Set(situations.map(title))];
	const lines = table.toSorted(
		(a, b) => names.indexOf(a[0]!) - names.indexOf(b[0]!) || order(a[1]!) - order(b[1]!),
	);
	const text = names.flatMap(name => [
		name,
		...lines
			.filter(([one]) => one === name)
			.map(([, deed, told, ways]) => `\t${deed!.padEnd(6)}  ${told}\n\t        = ${ways}`),
	]);
	await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('matrix.txt');
});

const order = (name: string) => testedActions.findIndex(deed => deed.name === name);
