import type {BillingPlan, PlanLimits} from '../../billing/read-types.ts';
import {parsePlanNumber} from '../../billing/find-plan.ts';
import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {isStorableText} from '../../normalize/storable-text.ts';
import {creation, textOf, update, type Fields} from '../../sync/changes/change.ts';
import {type RowAction, refuse, withoutRecord} from '../../sync/action.ts';
import type {Comparison, PortalList} from '../../sync/row.ts';
import type {Tariff} from './tariff.ts';
import type {Fix, FixDraft, FixedField} from '../../sync/fix.ts';

/** Billing's data that tariff plans are compared with. */
export type BillingPlans = {
	readonly plans: readonly BillingPlan[];
	/** Public numbers that any provider's plan has. */
	readonly takenIds: ReadonlySet<number>;
	readonly limits: PlanLimits;
};

export type TariffComparison = Comparison<Tariff, BillingPlan, PortalList<Tariff>, BillingPlans>;

/** `+` and `i`: creates the plan in billing. Fees are billing's own and stay 0. */
export const importPlan: RowAction<TariffComparison> = {
	resource: 'tariffs',
	scope: 'rows',
	name: 'import',
	key: '+',
	confirmation: 'when-several',
	bulk: {flag: 'all', key: 'i', includes: ({stalker}) => stalker !== null},

	changes(row, comparison) {
		const {stalker, billing, differences} = row;
		if (!stalker) return refuse(withoutRecord(row, message('only-in-billing', {login: billing?.name ?? ''})));
		const {name, external_id: external} = stalker;
		if (external === '') return refuse(message('external-id-empty', {name}));
		const namesakes = comparison.stalker.items.filter(
			({external_id: other}) => compareKey(other) === compareKey(external),
		);
		if (namesakes.length > 1)
			return refuse(
				message('external-id-doubled', {external, names: namesakes.map(namesake => namesake.name)}),
			);
		const {limits} = comparison.billing;
		const long = (['external_id', 'name'] as const).find(part => stalker[part].length > limits[part]);
		if (long !== undefined) return refuse(message('too-long', {field: long, most: limits[long]}));
		const field = (['external_id', 'name'] as const).find(part => !isStorableText(stalker[part]));
		if (field !== undefined) return refuse(message('unstorable', {field}));
		if (billing) {
			const isRenamed = differences.some(({code, field}) => code === 'C5' && field === 'name');
			return {
				changes: [],
				values: {name: billing.name, id: billing.id, ...(isRenamed && {stalkerName: name})},
			};
		}
		return {
			changes: [
				creation(
					'tariff',
					{external_id: external},
					{name: name || external, id: {allot: parsePlanNumber(external)}},
				),
			],
			values: {name: name || external, external},
		};
	},

	reserved: ({stalker: {items}}) => ({
		tariff: items.flatMap(({external_id: external}) => parsePlanNumber(external) ?? []),
	}),

	summary: ({changes: [change], values}) =>
		change
			? message('plan-import', {
					name: textOf((values as Fields)['name']),
					external: textOf((values as Fields)['external']),
				})
			: alreadyImported(values as Fields),
	done: (_, [result]) =>
		message('imported', {...nameAndId(result!.current!), filter: textOf(result!.current!['filter_id'])}),
	unchanged: ({values}, [result]) =>
		alreadyImported({...(values as Fields), ...(result && {id: result.current!['id']!})}),
	undoSummary: ({changes: [change]}) => message('plan-undo-import', nameAndId(change!.before!)),
	undone: ({changes: [change]}) => message('undone-import', nameAndId(change!.before!)),
};

/** `stalkerName`: the plan's name in Stalker, where it is another. */
const alreadyImported = ({stalkerName, ...fields}: Fields) =>
	message('already-imported', {
		...nameAndId(fields),
		...(stalkerName !== undefined && {stalkerName: textOf(stalkerName)}),
	});

const nameAndId = ({name, id}: Fields) => ({name: textOf(name), id: Number(id)});

/** Fixes of tariff plans: all of them write billing, since the portal's API changes none. */
export const tariffFixes: ReadonlyArray<Fix<TariffComparison>> = [
	{name: 'import-plan', kinds: ['C2'], use: 'stalker', action: 'import'},
	{
		name: 'rename-plan',
		kinds: ['C5'],
		use: 'stalker',
		writes: ['tarif_plans.name'],
		changes({stalker, billing, differences}, {billing: {limits}}) {
			const {name, external_id: external} = stalker!;
			const doubled = differences.find(({with: others}) => others !== undefined);
			if (external === '') return refuse(message('external-id-empty', {name}));
			if (!billing || doubled)
				return refuse(message('external-id-doubled', {external, names: [name, ...(doubled?.with ?? [])]}));
			if (name.length > limits.name) return refuse(message('too-long', {field: 'name', most: limits.name}));
			if (!isStorableText(name)) return refuse(message('unstorable', {field: 'name'}));
			return planDraft(
				billing,
				{name: billing.name},
				{name},
				{system: 'billing', field: 'name', from: billing.name, to: name},
			);
		},
	},
	{
		name: 'hide-plan',
		kinds: ['C3'],
		use: 'stalker',
		writes: ['tarif_plans.status'],
		changes({billing}) {
			const {name, status, accounts} = billing!;
			if (status !== 0) return refuse(message('fix-plan-hidden', {name, n: accounts}));
			const draft = planDraft(
				billing!,
				{status},
				{status: 1},
				{system: 'billing', field: 'status', from: 'on', to: 'hidden'},
			);
			return accounts === 0
				? draft
				: {...draft, questions: [message('ask-plan-in-use', {name, n: accounts})]};
		},
	},
];

const planDraft = (
	{tp_id, name}: BillingPlan,
	before: Fields,
	after: Fields,
	shown: FixedField,
): FixDraft => ({
	label: name,
	changes: [update('tariff', {tp_id}, before, after)],
	shown: [shown],
});
