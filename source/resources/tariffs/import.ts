import type {BillingPlan, PlanLimits} from '../../billing/read-types.ts';
import {parsePlanNumber} from '../../billing/find-plan.ts';
import {message} from '../../i18n/translator.ts';
import {compareKey} from '../../normalize/collation.ts';
import {isStorableText} from '../../normalize/storable-text.ts';
import {textOf, type Fields} from '../../sync/changes/change.ts';
import type {RowAction} from '../../sync/action.ts';
import {refuse} from '../../sync/refusal.ts';
import type {Comparison, PortalList} from '../../sync/row.ts';
import type {Tariff} from './tariff.ts';

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

	changes({stalker, billing, mark, differences}, comparison) {
		if (!stalker)
			return refuse(
				mark === '-' || mark === '='
					? message('only-in-billing', {login: billing?.name ?? ''})
					: mark === '?'
						? message('not-known')
						: message('not-read', {reason: ''}),
			);
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
				{
					system: 'billing',
					record: 'tariff',
					operation: 'create',
					key: {external_id: external},
					before: null,
					after: {name: name || external, id: {allot: parsePlanNumber(external)}},
				},
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
