import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openBilling, type Billing} from '../../../../source/billing/billing.ts';
import type {State} from '../../../../source/tui/state.ts';
import {empty} from '../../../billing/engines.ts';
import {tablesOf} from '../../../world.ts';
import {allowance} from '../../allowance.ts';
import {openStage, type Stage} from '../../stage.ts';
import {deeds} from './deeds.ts';
import {situations, type Situation} from './situations.ts';

/** What came of each, for people to read: `matrix.txt` beside this file. */
const table: Array<readonly string[]> = [];

const title = ({of, name}: Situation) => `${of === 'one' ? 'One' : 'Many'}: ${name}`;

const both = ({portal}: Stage, tables: string) => JSON.stringify(portal.state) + tables;

/** The three share nothing, and wait for their questions at the same time. */
describe.concurrent.each(deeds)('$name', deed => {
	let billing: Billing;
	let stage: Stage | null = null;
	/** What the stage began with, and what the last situation left. */
	let began = '';
	let left = '';

	/** A stage on which nothing was done serves again. */
	async function stageFor(readOnly: boolean): Promise<Stage> {
		if (stage?.now().readOnly === readOnly && left === began) {
			stage.portal.misbehave(null);
			stage.session.resize({columns: 100, rows: 30});
			while (stage.now().mode.is !== 'browse' || stage.now().at !== null) await stage.press('escape');
			await stage.press(deed.screen, 'U', 'home', 'r');
			return stage;
		}

		await stage?.close();
		await empty(billing.database);
		stage = await openStage(billing, {readOnly});
		await stage.press(deed.screen);
		began = both(stage, await tablesOf(billing));
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
		async (name, {of, steps, does, imports, readOnly = false}) => {
			const stage = await stageFor(readOnly);
			left = '';
			const {portal} = stage;
			const rows = deed.targets(stage);
			expect(rows).toHaveLength(3);
			if (of === 'many') await deed.many(stage);
			else if (deed.name !== 'import') await stage.to(rows[0]!.key);
			const count =
				deed.name === 'import'
					? stage.list().sheet!.rows.filter(({mark}) => mark === '-').length
					: rows.length;
			stage.writes();

			let agreed = 0;
			stage.listen(heard => {
				if (heard.is === 'key') agreed += allowance(stage.now(), heard.key).subjects.length;
			});
			const told: string[] = [];
			let tables = await tablesOf(billing);
			for (const step of steps) {
				await step.run({stage, deed, rows, count});
				if (step.elsewhere) tables = await tablesOf(billing);
				told.push(`${step.name}: ${seen(stage.now())}`);
			}

			const writes = stage.writes();
			const after = await tablesOf(billing);
			left = both(stage, after);
			const isWritten = after !== tables;
			const ways = [...writes, ...(isWritten ? ['billing is written'] : [])];
			table.push([name, deed.name, told.join(' · '), ways.join(', ') || '–']);

			expect(writes).toEqual(does.flatMap(place => deed.request(rows[place]!) ?? []));
			expect(isWritten).toBe(deed.name === 'import' && imports);
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
function seen({mode, message, results}: State): string {
	if (mode.is === 'ask') {
		const wants = mode.count === null ? 'y' : mode.count;
		const given = [
			mode.typed && `${mode.typed} typed`,
			mode.choice === 'yes' && 'yes chosen',
			mode.wrong && `not ${mode.wrong}`,
		];
		const heard = mode.armed ? given.filter(Boolean) : ['deaf'];
		return [`asks for ${wants}`, ...heard, ...(message ? [message.said.code] : [])].join(', ');
	}

	const lines = Map.groupBy(results?.lines ?? [], ({is, said}) => `${is} ${said.code}`);
	const counts = [...lines].map(([line, {length}]) => `${length} ${line}`);
	return [
		...(mode.is === 'browse' ? [] : [mode.is]),
		message?.said.code ?? 'nothing',
		...(message?.said.code === 'summary' ? counts : []),
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

const order = (name: string) => deeds.findIndex(deed => deed.name === name);
