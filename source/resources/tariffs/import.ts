import type {Plan} from '../../billing/read.ts';
import {planNumber} from '../../billing/find-plan.ts';
import {collate} from '../../naming/collation.ts';
import {isStorable} from '../../naming/storable.ts';
import type {RowAction} from '../../sync/action.ts';
import type {Reading} from '../../sync/row.ts';
import {refuse} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import type {Tariff} from './tariff.ts';
import {undoImport} from './undo-import.ts';

/** All that billing must be asked to judge tariff plans. */
export type KnownPlans = {
	readonly plans: readonly Plan[];
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
export const importPlan: RowAction<Tariff, Plan, Reading<Tariff>, KnownPlans, ImportIntent> = {
	name: 'import',
	on: 'rows',
	key: '+',
	guard: 'act',
	bulk: {flag: 'all', key: 'i', takes: ({theirs}) => theirs !== null},

	plan({theirs, ours, mark}, sheet) {
		if (!theirs)
			return refuse(
				mark === '-'
					? say('only-in-billing', {login: ours?.name ?? ''})
					: mark === '?'
						? say('not-known')
						: say('not-read', {why: ''}),
			);
		const {name, external_id: external} = theirs;
		if (external === '') return refuse(say('external-id-empty', {name}));
		const doubles = sheet.theirs.items.filter(({external_id: other}) => collate(other) === collate(external));
		if (doubles.length > 1)
			return refuse(say('external-id-doubled', {external, names: doubles.map(double => double.name)}));
		if (external.length > 150) return refuse(say('too-long', {field: 'external_id', most: 150}));
		if (name.length > 80) return refuse(say('too-long', {field: 'name', most: 80}));
		const field = (['external_id', 'name'] as const).find(part => !isStorable(theirs[part]));
		if (field !== undefined) return refuse(say('unstorable', {field}));
		if (ours) return {is: 'nothing', name: ours.name, id: ours.id};
		const number = planNumber(external);
		return {
			is: 'import',
			name: name || external,
			external_id: external,
			id: number !== null && !sheet.ours.takenIds.has(number) ? number : null,
		};
	},

	says: intent =>
		intent.is === 'nothing'
			? say('already-imported', intent)
			: say('plan-import', {name: intent.name, external: intent.external_id}),
	asks: () => [],

	undo: undoImport,

	async run(planned, sheet, world) {
		const avoid = sheet.theirs.items.flatMap(({external_id: external}) => planNumber(external) ?? []);
		const orders = planned.flatMap(({key, intent}) =>
			intent.is === 'import' ? [{key, ...intent, intent, avoid}] : [],
		);
		const results =
			orders.length === 0
				? []
				: await world.billing.importPlans(await world.claimPortal(), orders, {
						operator: world.operator,
						run: world.run,
					});
		const byKey = new Map(results.map(result => [result.key, result]));
		return planned.map(({key, intent}) => {
			if (intent.is === 'nothing')
				return {is: 'done', key, changed: false, said: say('already-imported', intent)};
			const result = byKey.get(key)!;
			switch (result.is) {
				case 'added':
					return {
						is: 'done',
						key,
						changed: true,
						said: say('imported', {name: intent.name, id: result.id, filter: result.filter_id}),
						journal: result.journal,
					};
				case 'there':
					return {
						is: 'done',
						key,
						changed: false,
						said: say('already-imported', {name: intent.name, id: result.id}),
					};
				case 'clash':
					return {is: 'refused', key, said: say('clash', {with: result.with})};
			}
		});
	},
};
