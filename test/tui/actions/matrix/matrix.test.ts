import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../../../source/billing/billing.ts';
import type {State} from '../../../../source/tui/session/state.ts';
import {empty} from '../../../billing/engines.ts';
import {dumpTables} from '../../../support/test-context.ts';
import {allowedWrites} from '../../allowed-writes.ts';
import {createSessionHarness, type SessionHarness} from '../../session-harness.ts';
import {resultsName} from '../../../../source/tui/results/results-list.ts';
import {testedActions} from './actions.ts';
import {situations, type Situation} from './situations.ts';

/** The recorded steps and writes of each situation, for `matrix.txt` beside this file. */
const table: Array<readonly string[]> = [];

const title = ({scope, name}: Situation) => `${scope === 'one' ? 'One' : 'Many'}: ${name}`;

const snapshotOf = ({portal}: SessionHarness, tables: string) => JSON.stringify(portal.state) + tables;

/** The three actions share nothing, so they run at the same time. */
describe.concurrent.each(testedActions)('$name', action => {
	let billing: Billing;
	let harness: SessionHarness | null = null;
	/** Portal and billing when the harness was created, and after the last situation. */
	let initial = '';
	let last = '';

	/** Reuses the harness if the last situation changed nothing. */
	async function harnessFor(readOnly: boolean): Promise<SessionHarness> {
		if (harness && (harness.state().readOnly !== null) === readOnly && last === initial) {
			harness.portal.setFault(null);
			harness.session.resize({columns: 100, rows: 30});
			while (harness.state().mode.is !== 'browse' || harness.state().activeScreen !== null)
				await harness.press('escape');
			await harness.press(action.screen, 'U', 'home', 'r');
			return harness;
		}

		await harness?.close();
		await empty(billing.database);
		harness = await createSessionHarness(billing, {readOnly});
		await harness.press(action.screen);
		initial = snapshotOf(harness, await dumpTables(billing));
		return harness;
	}

	beforeAll(async () => {
		billing = await openBilling('memory:');
	});
	afterAll(async () => {
		await harness?.close();
		await billing.close();
	});

	test.each(situations.map(one => [title(one), one] as const))(
		'%s',
		{concurrent: false},
		async (
			name,
			{scope, steps, affectedRows, indifferentActions = [], importsChannels, readOnly = false},
		) => {
			const harness = await harnessFor(readOnly);
			last = '';
			const {portal} = harness;
			const rows = action.targets(harness);
			expect(rows).toHaveLength(3);
			if (scope === 'many') await action.prepareMany(harness);
			else if (action.name !== 'import') await harness.moveTo(rows[0]!.key);
			const count =
				action.name === 'import'
					? harness.list().comparison!.rows.filter(({mark}) => mark === '-').length
					: rows.length;
			harness.takeWrites();

			let allowed = 0;
			harness.onInput(event => {
				if (event.is === 'key') allowed += allowedWrites(harness.state(), event.key).subjects.length;
			});
			const recorded: string[] = [];
			let tables = await dumpTables(billing);
			for (const step of steps) {
				await step.run({harness, action, rows, count});
				if (step.elsewhere) tables = await dumpTables(billing);
				recorded.push(`${step.name}: ${describeScreen(harness.state())}`);
			}

			const writes = harness.takeWrites();
			const after = await dumpTables(billing);
			last = snapshotOf(harness, after);
			const isWritten = after !== tables;
			const observed = [...writes, ...(isWritten ? ['billing is written'] : [])];
			table.push([name, action.name, recorded.join(' · '), observed.join(', ') || '–']);

			const affected = indifferentActions.includes(action.name) ? [0] : affectedRows;
			expect(writes).toEqual(affected.flatMap(index => action.request(rows[index]!) ?? []));
			expect(isWritten).toBe(action.name === 'import' && importsChannels);
			if (isWritten)
				expect(await channelsOf(billing)).toEqual(
					portal.state.channels.map(({id}) => id).toSorted((a, b) => a - b),
				);
			// Independent of the expectation above: no write without a key that allows it.
			expect(observed.length).toBeLessThanOrEqual(allowed);
		},
	);
});

const channelsOf = async ({database}: Billing): Promise<readonly number[]> =>
	(await database.query<{id: number}>('select id from iptv_channels order by id')).map(({id}) => id);

/** What the operator sees: the confirmation and what it asks for, or the notification. */
function describeScreen({mode, notification, results, activeScreen}: State): string {
	if (mode.is === 'confirm') {
		const required = mode.requiredCount === null ? 'y' : mode.requiredCount;
		const input = [
			mode.typed && `${mode.typed} typed`,
			mode.choice === 'yes' && 'yes chosen',
			mode.wrongInput && `not ${mode.wrongInput}`,
		];
		const details = mode.acceptsInput ? input.filter(Boolean) : ['ignores keys'];
		return [`asks for ${required}`, ...details, ...(notification ? [notification.message.code] : [])].join(
			', ',
		);
	}

	const lines = Map.groupBy(results?.lines ?? [], ({is, message}) => `${is} ${message.code}`);
	const counts = [...lines].map(([line, {length}]) => `${length} ${line}`);
	return [
		...(mode.is === 'browse' ? [] : [mode.is]),
		...(activeScreen === resultsName ? [resultsName] : []),
		notification?.message.code ?? 'nothing',
		...(notification?.message.code === 'summary' ? counts : []),
	].join(', ');
}

test('the recorded steps and writes are those of matrix.txt', async () => {
	const names = [...new Set(situations.map(title))];
	const lines = table.toSorted(
		(a, b) => names.indexOf(a[0]!) - names.indexOf(b[0]!) || order(a[1]!) - order(b[1]!),
	);
	const text = names.flatMap(name => [
		name,
		...lines
			.filter(([one]) => one === name)
			.map(([, action, steps, writes]) => `\t${action!.padEnd(6)}  ${steps}\n\t        = ${writes}`),
	]);
	await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('matrix.txt');
});

const order = (name: string) => testedActions.findIndex(action => action.name === name);
