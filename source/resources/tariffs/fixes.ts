import type {BillingPlan} from '../../billing/read-types.ts';
import {message} from '../../i18n/translator.ts';
import {isStorableText} from '../../normalize/storable-text.ts';
import type {Fields} from '../../sync/changes/change.ts';
import type {Fix, FixDraft, FixedField} from '../../sync/fix.ts';
import {refuse} from '../../sync/refusal.ts';
import type {TariffComparison} from './import.ts';

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
	changes: [{system: 'billing', record: 'tariff', operation: 'update', key: {tp_id}, before, after}],
	shown: [shown],
});
