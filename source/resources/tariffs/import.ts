import type {BillingPlan} from '../../billing/read.ts';
import {parsePlanNumber} from '../../billing/find-plan.ts';
import {compareKey} from '../../normalize/collation.ts';
import {isStorableText} from '../../normalize/storable-text.ts';
import type {RowAction} from '../../sync/action.ts';
import type {PortalList} from '../../sync/row.ts';
import {message} from '../../i18n/translator.ts';
import type {Tariff} from './tariff.ts';
import {undoImport} from './undo-import.ts';
import {refuse} from '../../sync/refusal.ts';
import type {ResourceContext} from '../context.ts';

/** All that billing must be asked to judge tariff plans. */
export type BillingPlans = {
	readonly plans: readonly BillingPlan[];
	/** Public numbers that any provider's plan has. */
	readonly takenIds: ReadonlySet<number>;
};

type ImportIntent =
	| {readonly is: 'nothing'; readonly name: string; readonly id: number}
	| {
			readonly is: 'import';
			readonly name: string;
			readonly external_id: string;
			/** The plan's public number; `null`: billing allots one and keeps the external id in `filter_id`. */
			readonly id: number | null;
	  };

/** `+` and `i`: make billing know the plan. Fees are billing's own and stay 0. */
export const importPlan: RowAction<Tariff, BillingPlan, PortalList<Tariff>, BillingPlans, ImportIntent> = {
	name: 'import',
	on: 'rows',
	key: '+',
	guard: 'act',
	bulk: {flag: 'all', key: 'i', takes: ({stalker}) => stalker !== null},

	plan({stalker, billing, mark}, sheet) {
		if (!stalker)
			return refuse(
				mark === '-'
					? message('only-in-billing', {login: billing?.name ?? ''})
					: mark === '?'
						? message('not-known')
						: message('not-read', {why: ''}),
			);
		const {name, external_id: external} = stalker;
		if (external === '') return refuse(message('external-id-empty', {name}));
		const doubles = sheet.stalker.items.filter(
			({external_id: other}) => compareKey(other) === compareKey(external),
		);
		if (doubles.length > 1)
			return refuse(message('external-id-doubled', {external, names: doubles.map(double => double.name)}));
		if (external.length > 150) return refuse(message('too-long', {field: 'external_id', most: 150}));
		if (name.length > 80) return refuse(message('too-long', {field: 'name', most: 80}));
		const field = (['external_id', 'name'] as const).find(part => !isStorableText(stalker[part]));
		if (field !== undefined) return refuse(message('unstorable', {field}));
		if (billing) return {is: 'nothing', name: billing.name, id: billing.id};
		const number = parsePlanNumber(external);
		return {
			is: 'import',
			name: name || external,
			external_id: external,
			id: number !== null && !sheet.billing.takenIds.has(number) ? number : null,
		};
	},

	summary: intent =>
		intent.is === 'nothing'
			? message('already-imported', intent)
			: message('plan-import', {name: intent.name, external: intent.external_id}),
	questions: () => [],

	undo: undoImport,

	async run(planned, sheet, context: ResourceContext) {
		const avoid = sheet.stalker.items.flatMap(({external_id: external}) => parsePlanNumber(external) ?? []);
		const orders = planned.flatMap(({key, intent}) =>
			intent.is === 'import' ? [{key, ...intent, intent, avoid}] : [],
		);
		const results =
			orders.length === 0
				? []
				: await context.billing.importPlans(await context.ensurePortal(), orders, {
						operator: context.operator,
						run: context.runId,
					});
		const byKey = new Map(results.map(result => [result.key, result]));
		return planned.map(({key, intent}) => {
			if (intent.is === 'nothing')
				return {is: 'done', key, changed: false, said: message('already-imported', intent)};
			const result = byKey.get(key)!;
			switch (result.is) {
				case 'added':
					return {
						is: 'done',
						key,
						changed: true,
						said: message('imported', {name: intent.name, id: result.id, filter: result.filter_id}),
						journal: result.journal,
					};
				case 'there':
					return {
						is: 'done',
						key,
						changed: false,
						said: message('already-imported', {name: intent.name, id: result.id}),
					};
				case 'clash':
					return {is: 'refused', key, said: message('clash', {with: result.with})};
			}
		});
	},
};
