import {message} from '../i18n/translator.ts';
import {nearestWord} from '../normalize/nearest-word.ts';
import {resources} from '../resources/index.ts';
import type {ActionInput} from '../sync/action.ts';
import type {DifferenceCode} from '../sync/difference.ts';
import type {FixUse, FixUses} from '../sync/fix.ts';
import {concernedResources, fixableRows} from '../sync/fixable-rows.ts';
import {plannedKeys, planList, planLists, type FixRequest, type ListPlan} from '../sync/list-plan.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Comparison} from '../sync/row.ts';
import {confirmFlag, dryRunFlag, yesFlag} from './action-command.ts';
import {applyFixes} from './apply-fixes.ts';
import {UsageError, type Command, type Flag, type Invocation} from './command.ts';
import {createRowFilter} from './list-command.ts';
import {kindFlag, parseKinds} from './parse-kinds.ts';
import {readComparison} from './read-comparison.ts';
import {readRowAndIdentifiers, resolveRows} from './read-row.ts';

const fixSides = ['billing', 'stalker'] as const;

const useFlag: Flag = {
	name: 'use',
	kind: 'text',
	value: 'billing|stalker',
	values: fixSides,
	description: translator => translator.commandHelp.flags.use,
};

/** What happens to channels that only billing has, when Stalker's are written to billing. */
const beyondFlag: Flag = {
	name: 'beyond',
	kind: 'text',
	value: 'keep|remove',
	values: ['keep', 'remove'],
	hasOnlyValues: true,
	description: translator => translator.actionTexts('subscriptions', 'add').argument ?? 'beyond',
};

const fixFlags: readonly Flag[] = [kindFlag, useFlag, beyondFlag, dryRunFlag, yesFlag, confirmFlag];

/** `accounts fix ID… --kind K --use SIDE`: fixes the named rows. */
export const createFixCommand = (resource: AnyResource): Command => ({
	words: [resource.name, 'fix'],
	args: 'ID…',
	maxArguments: Infinity,
	description: translator => translator.commandHelp.about.fix,
	explainArguments: translator => [['ID', translator.screenTexts(resource.name).ids]],
	flags: fixFlags,
	async run(invocation) {
		const {args} = invocation;
		const {kinds, use, input} = parseChoice(invocation, `${resource.name} fix`);
		if (args.length === 0)
			throw new UsageError(message('usage-fix', {command: `${resource.name} fix ID`, nearest: ''}));
		const planOn = (comparison: Comparison) => {
			const rows = resolveRows(args, comparison.rows, resource);
			const request: FixRequest = {
				uses: usesOf(kinds, use),
				chooseRows: () => rows,
				input,
				isAgreed: () => true,
			};
			return {request, list: planList(resource, comparison, request)};
		};
		const {request, list} =
			(await planAmongAll(args, resource, invocation, planOn)) ??
			planOn(await readComparison(resource, invocation));
		return applyFixes([list], request, args.length, invocation);
	},
});

/**
The plan for one ID on its record and the identifiers of all others; `null` where the whole list is needed: it decides a refusal, too, which
may be due to what was not read.
*/
async function planAmongAll<Planned extends {readonly list: ListPlan}>(
	[id, ...others]: readonly string[],
	resource: AnyResource,
	invocation: Invocation,
	planOn: (comparison: Comparison) => Planned,
): Promise<Planned | null> {
	if (id === undefined || others.length > 0) return null;
	const comparison = await readRowAndIdentifiers(id, resource, invocation);
	const planned = comparison && planOn(comparison);
	return planned && planned.list.refused.length === 0 ? planned : null;
}

/** `fix --all --kind K,… --use SIDE`: fixes every row of all lists that has one of the kinds. */
export const fixAllCommand: Command = {
	words: ['fix'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.fixAll,
	flags: [
		{name: 'all', kind: 'yes', description: translator => translator.commandHelp.flags.bulk},
		...fixFlags,
		{
			name: 'filter',
			kind: 'text',
			value: 'EXPR',
			description: translator => translator.commandHelp.flags.filter,
		},
	],
	async run(invocation) {
		const {flags} = invocation;
		const {kinds, use, input} = parseChoice(invocation, 'fix --all');
		if (flags['all'] !== true)
			throw new UsageError(message('usage-fix', {command: 'fix --all', nearest: ''}));
		const single = [...kinds].map(kind => fixWithArgument(kind, use)).find(one => one !== null);
		if (single) throw new UsageError(message('fix-needs-argument', single));
		const uses = usesOf(kinds, use);
		const concerned = concernedResources(resources, uses);
		const filters = filtersOf(concerned, flags['filter']);
		const request: FixRequest = {
			uses,
			chooseRows: (resource, {rows}, ...which) =>
				fixableRows(resource, filters.get(resource)!(rows), ...which),
			input,
			isAgreed: () => true,
		};
		const comparisons: Array<readonly [AnyResource, Comparison]> = [];
		for (const resource of concerned)
			comparisons.push([resource, await readComparison(resource, invocation)]);
		const lists = planLists(comparisons, request);
		const rowCount = lists.flatMap(list => [...plannedKeys(list), ...list.refused]).length;
		return applyFixes(lists, request, rowCount, invocation);
	},
};

const usesOf = (kinds: ReadonlySet<DifferenceCode>, use: FixUse): FixUses =>
	new Map([...kinds].map(kind => [kind, use]));

/** The kind, and the command that fixes a row, where each row needs a customer of its own, which one call for all rows cannot name. */
function fixWithArgument(
	kind: DifferenceCode,
	use: FixUse,
): {readonly kind: string; readonly command: string} | null {
	for (const {name, fixes = [], actions} of resources)
		for (const fix of fixes) {
			const action = 'action' in fix && actions.find(one => one.name === fix.action);
			if (!action || action.scope !== 'rows' || fix.use !== use || !fix.kinds.includes(kind)) continue;
			if (action.argument?.form === 'positional')
				return {
					kind,
					command: `stalker-console ${name} ${action.name} ID ${action.argument.name.toUpperCase()}`,
				};
		}

	return null;
}

function parseChoice(
	{flags}: Invocation,
	command: string,
): {readonly kinds: ReadonlySet<DifferenceCode>; readonly use: FixUse; readonly input: ActionInput} {
	const {kind, use, beyond} = flags;
	const side = fixSides.find(one => one === use);
	if (kind === undefined || side === undefined)
		throw new UsageError(message('usage-fix', {command, nearest: nearestWord(String(use ?? ''), fixSides)}));
	return {
		kinds: parseKinds(String(kind)),
		use: side,
		input: beyond === undefined ? {} : {choice: String(beyond)},
	};
}

/** The filter of each list. Throws `UsageError` where one does not have what the filter names. */
function filtersOf(lists: readonly AnyResource[], filter: Invocation['flags'][string]) {
	try {
		return new Map(lists.map(resource => [resource, createRowFilter({filter}, resource)]));
	} catch (error) {
		if (!(error instanceof UsageError) || lists.length === 1) throw error;
		const names = lists.map(({name}) => name);
		throw new UsageError(message('usage-filter-lists', {reason: error.localized, names}));
	}
}
