import * as v from 'valibot';
import type {ImportedPlan} from '../../billing/undoing.ts';
import type {Undo} from '../../sync/action.ts';
import {refuse} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import {sayObstacle} from '../obstacle.ts';

/** As `import` writes it. */
const imported = v.object({
	intent: v.object({name: v.string()}),
	after: v.object({tp_id: v.number(), id: v.number(), filter_id: v.string()}),
	service_id: v.number(),
});

type Back = {readonly plan: ImportedPlan; readonly serviceId: number};

/** Removes the plan that the import made, while nobody has it and it has no fees. */
export const undoImport: Undo<Back> = {
	async plan(entry, {billing}) {
		if (entry.after === null) return refuse(say('undo-open'));
		if (v.is(v.object({there: v.literal(true)}), entry.after)) return refuse(say('undo-nothing'));
		const parsed = v.safeParse(imported, entry);
		if (!parsed.success) return refuse(say('not-undoable', {action: entry.action}));
		const {intent, after, service_id: serviceId} = parsed.output;
		const plan = {...after, name: intent.name};
		const obstacle = await billing.undo.planImport.obstacle(serviceId, plan);
		return obstacle ? refuse(sayObstacle(obstacle)) : {plan, serviceId};
	},

	says: ({plan: {name, id}}) => say('plan-undo-import', {name, id}),
	asks: () => [],

	async run({plan, serviceId}, entry, {billing, operator, run}) {
		const key = entry.subject;
		const order = {of: entry, intent: plan, before: null, writeBack: false};
		const result = await billing.undo.planImport.run(serviceId, plan, order, {operator, run});
		if (result.is === 'clash') return {is: 'refused', key, said: sayObstacle(result)};
		const {name, id} = plan;
		return {is: 'done', key, changed: true, said: say('undone-import', {name, id}), journal: result.journal};
	},
};
