import {cellToText, type Column, type Row} from '../sync/row.ts';
import type {AnyResource} from '../sync/resource.ts';
import {fitWidth, textWidth} from '../terminal/fit-width.ts';
import {sanitize} from '../terminal/sanitize.ts';
import {formatDateTime} from '../terminal/format-time.ts';
import {idsMessage, message} from '../i18n/translator.ts';
import {UsageError, type Command} from './command.ts';
import {rowToObject} from '../output/row-json.ts';
import {readRow, resolveRow} from './read-row.ts';
import {signOfRow, statusName} from '../sync/statuses.ts';

/**
Creates the command that shows one row (`accounts show ID`): all fields of both systems, the differences, and the journal entries of the
row.
*/
export const createShowCommand = (resource: AnyResource): Command => ({
	words: [resource.name, 'show'],
	args: 'ID',
	maxArguments: 1,
	description: translator => translator.commandHelp.about.show(resource.name),
	explainArguments: translator => [['ID', translator.screenTexts(resource.name).ids]],
	flags: [],
	async run(invocation) {
		const [id] = invocation.args;
		if (id === undefined)
			throw new UsageError(
				message('usage-name-one', {command: `${resource.name} show`, ids: idsMessage(resource.name)}),
			);
		const context = await invocation.context();
		const comparison = await readRow(id, resource, invocation);
		const listedRow = resolveRow(id, comparison.rows, resource);
		const completedRecords = await resource.lazyColumns?.load([listedRow], context, invocation.signal);
		const row = completedRecords?.has(listedRow.key)
			? {...listedRow, stalker: completedRecords.get(listedRow.key)}
			: listedRow;
		const {billing, providerId} = context;
		const journal = await billing.journal.list({subject: row.key, providerId, limit: 20});
		const {translator} = invocation;
		const fields = resource.columns.map(column => [column.id, cellToText(column.value(row))] as const);
		const lines = [
			`${signOfRow(row)} ${row.key}: ${statusName(row, translator)}${row.matchedBy === null ? '' : ` (${translator.tui.texts.matchedBy(row.matchedBy)})`}`,
			...row.differences.map(drift => `  ${drift.code}  ${translator.formatDifference(drift)}`),
			'',
			...fieldLines(row.stalker ? 'Stalker' : translator.cliMessages.billing, fields),
			...resource.columns.flatMap(column => detailLines(column, row)),
			...(row.stalker && row.billing
				? ['', ...fieldLines(translator.cliMessages.billing, flattenRecord(row.billing))]
				: []),
			...(journal.length > 0
				? [
						'',
						translator.cliMessages.journal,
						...journal.map(
							entry =>
								`  ${entry.id}  ${formatDateTime(new Date(entry.at))}  ${translator.actionTexts(entry.resource, entry.action).label}  ${translator.tui.texts.states[entry.state] ?? entry.state}`,
						),
					]
				: []),
		];
		return {
			exitCode: 0,
			data: {
				...rowToObject(row, resource.columns),
				rule: row.matchedBy,
				theirs: row.stalker,
				ours: row.billing,
				journal,
			},
			text: lines.map(sanitize).join('\n'),
		};
	},
});

function fieldLines(title: string, fields: ReadonlyArray<readonly [string, string]>): readonly string[] {
	const width = Math.max(...fields.map(([name]) => textWidth(name)));
	return [title, ...fields.map(([name, value]) => `  ${fitWidth(name, width)}  ${value}`)];
}

/** The lines of a cell that only shows a summary. */
function detailLines({id, detail}: Column, row: Row): readonly string[] {
	const lines = detail?.(row) ?? [];
	return lines.length === 0 ? [] : ['', id, ...lines.map(line => `  ${line}`)];
}

/** Flattens a record to name-value pairs: `{uid, service: {id}}` → `uid`, `service.id`. */
const flattenRecord = (record: unknown, prefix = ''): ReadonlyArray<readonly [string, string]> =>
	Object.entries(record as object).flatMap(([name, value]: [string, unknown]) =>
		typeof value === 'object' && value !== null
			? flattenRecord(value, `${prefix}${name}.`)
			: [[prefix + name, value === null ? '' : String(value as string | number | boolean)] as const],
	);
