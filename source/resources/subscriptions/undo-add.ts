import * as v from 'valibot';
import type {RecordedChange} from '../../billing/undoing.ts';
import type {Undo} from '../../sync/action.ts';
import {refuse} from '../../sync/saying.ts';
import {say} from '../../words/words.ts';
import {sayObstacle} from '../obstacle.ts';

/** As `add` writes it. */
const recorded = v.object({
	intent: v.object({login: v.string()}),
	after: v.object({
		tvId: v.number(),
		uid: v.number(),
		tp_id: v.number(),
		add: v.array(v.number()),
		remove: v.array(v.number()),
		changed: v.optional(v.nullable(v.string()), null),
	}),
	service_id: v.number(),
});

type Back = {readonly login: string; readonly change: RecordedChange; readonly serviceId: number};

/** Removes exactly the choices that were recorded, and puts back those that were removed, while neither has changed. */
export const undoAdd: Undo<Back> = {
	async plan(entry, {billing}) {
		if (entry.after === null) return refuse(say('undo-open'));
		const parsed = v.safeParse(recorded, entry);
		if (!parsed.success) return refuse(say('not-undoable', {action: entry.action}));
		const {
			intent: {login},
			after: change,
			service_id: serviceId,
		} = parsed.output;
		const obstacle = await billing.undo.choice.obstacle(serviceId, change);
		return obstacle ? refuse(sayObstacle(obstacle)) : {login, change, serviceId};
	},

	says: ({login, change: {tvId, add, remove}}) =>
		say('plan-undo-choices', {login, tvId, added: add.length, removed: remove.length}),
	asks: () => [],

	async run({login, change, serviceId}, entry, {billing, operator, run}) {
		const key = entry.subject;
		const order = {of: entry, intent: change, before: null, writeBack: false};
		const result = await billing.undo.choice.run(serviceId, change, order, {operator, run});
		if (result.is === 'clash') return {is: 'refused', key, said: sayObstacle(result)};
		return {
			is: 'done',
			key,
			changed: true,
			said: say('undone-choices', {login, tvId: change.tvId}),
			journal: result.journal,
		};
	},
};
