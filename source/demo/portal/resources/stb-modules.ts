import {Refusal, warnings, type Outcome} from '../envelope.ts';
import {boxKind, findUsers} from '../identify.ts';
import type {Call} from '../request.ts';
import {queue, type Modules, type PortalState, type User} from '../state.ts';

/** `stb_modules`: what a box may not show. With tariff plans `disabled` is computed, whatever is stored. */
export const stbModules = {
	get(state: PortalState, {ids}: Call): Outcome {
		const [user, ...more] = named(state, ids);
		if (more.length > 0) throw new Refusal('Only one identifier allowed');
		return show(state, user!);
	},

	/** Without identifier every box; the answer shows the first. */
	update(state: PortalState, {ids, form}: Call): Outcome {
		if (form.size === 0) throw new Refusal('HTTP PUT data is empty');
		const [disabled, restricted] = [form.get('disabled'), form.get('restricted')];
		if (disabled === undefined && restricted === undefined) throw new Refusal('Update data is empty');
		const users = named(state, ids);
		for (const {id} of users) {
			const stored: Modules = state.modules.get(id) ?? {disabled: [], restricted: []};
			state.modules.set(id, {
				disabled: disabled ?? stored.disabled,
				restricted: restricted ?? stored.restricted,
			});
			if (restricted !== undefined) queue(state, id, 'update_modules');
		}

		return show(state, users[0]!);
	},
};

function named(state: PortalState, ids: readonly string[]): readonly User[] {
	const found = findUsers(state, ids, boxKind);
	if (found.length === 0) throw new Refusal('Empty stb list');
	return found;
}

function show({modules, settings}: PortalState, {id}: User): Outcome {
	const {disabled, restricted} = modules.get(id) ?? {disabled: [], restricted: []};
	if (settings.tariffPlans) return {results: {disabled: withoutPlan, restricted}};
	return {results: {disabled, restricted}, ...(typeof disabled === 'string' ? {output: scalarWarnings} : {})};
}

/** Modules that no plan here brings (`config.ini` of the recorded portal). */
const withoutPlan = [
	'vclub',
	'karaoke',
	'cityinfo',
	'horoscope',
	'anecdote',
	'game.mastermind',
	'infoportal',
];

const scalarWarnings = warnings(
	['array_search() expects parameter 2 to be array, string given', 'stb.class.php', 1617],
	['array_splice() expects parameter 1 to be array, string given', 'stb.class.php', 1620],
);
