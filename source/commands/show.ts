import {textOf} from '../sync/filter.ts';
import type {Tab} from '../sync/resource.ts';
import type {Column, Row} from '../sync/row.ts';
import {fit, widthOf} from '../terminal/fit.ts';
import {harmless} from '../terminal/harmless.ts';
import {fullTime} from '../terminal/time.ts';
import {idsOf, say} from '../words/words.ts';
import {UsageError, type Command} from './command.ts';
import {rowData} from '../formats/formats.ts';
import {readSheet} from './list.ts';
import {pickRow} from './pick.ts';

/** `accounts show ID`: one record in full, both sides, and what was done to it. */
export const showCommand = (tab: Tab): Command => ({
	words: [tab.name, 'show'],
	args: 'ID',
	most: 1,
	about: words => words.commands.about.show(tab.name),
	explains: words => [['ID', words.screen(tab.name).ids]],
	flags: [],
	async run(invocation) {
		const [id] = invocation.args;
		if (id === undefined)
			throw new UsageError(say('usage-name-one', {command: `${tab.name} show`, ids: idsOf(tab.name)}));
		const sheet = await readSheet(tab, invocation);
		const world = await invocation.world();
		const picked = pickRow(id, sheet.rows, tab);
		const found = await tab.completing?.complete([picked], world, invocation.signal);
		const row = found?.has(picked.key) ? {...picked, theirs: found.get(picked.key)} : picked;
		const {billing} = world;
		const journal = await billing.journal.list({subject: row.key, limit: 20});
		const {words} = invocation;
		const fields = tab.columns.map(column => [column.id, textOf(column.value(row))] as const);
		const lines = [
			`${row.mark} ${row.key}: ${words.marks[row.mark]}${row.rule === null ? '' : ` (${words.console.frame.matchedBy(row.rule)})`}`,
			...row.drifts.map(drift => `  ${drift.code}  ${words.tellDrift(drift)}`),
			'',
			...pairs(row.theirs ? 'Stalker' : words.replies.billing, fields),
			...tab.columns.flatMap(column => details(column, row)),
			...(row.theirs && row.ours ? ['', ...pairs(words.replies.billing, flat(row.ours))] : []),
			...(journal.length > 0
				? [
						'',
						words.replies.journal,
						...journal.map(
							entry =>
								`  ${entry.id}  ${fullTime(new Date(entry.at))}  ${words.action(entry.resource, entry.action).label}  ${words.console.frame.states[entry.state] ?? entry.state}`,
						),
					]
				: []),
		];
		return {
			exit: 0,
			data: {...rowData(row, tab.columns), rule: row.rule, theirs: row.theirs, ours: row.ours, journal},
			text: lines.map(harmless).join('\n'),
		};
	},
});

function pairs(title: string, fields: ReadonlyArray<readonly [string, string]>): readonly string[] {
	const width = Math.max(...fields.map(([name]) => widthOf(name)));
	return [title, ...fields.map(([name, value]) => `  ${fit(name, width)}  ${value}`)];
}

/** A cell that is a summary, in full. */
function details({id, detail}: Column, row: Row): readonly string[] {
	const lines = detail?.(row) ?? [];
	return lines.length === 0 ? [] : ['', id, ...lines.map(line => `  ${line}`)];
}

/** `{uid, service: {id}}` → `uid`, `service.id`. */
const flat = (record: unknown, prefix = ''): ReadonlyArray<readonly [string, string]> =>
	Object.entries(record as object).flatMap(([name, value]: [string, unknown]) =>
		typeof value === 'object' && value !== null
			? flat(value, `${prefix}${name}.`)
			: [[prefix + name, value === null ? '' : String(value as string | number | boolean)] as const],
	);
