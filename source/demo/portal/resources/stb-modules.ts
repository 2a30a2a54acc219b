import {ApiError, phpWarnings, type ResourceResult} from '../response.ts';
import {boxIdKind, findUsers} from '../find-users.ts';
import type {ApiCall} from '../parse-request.ts';
import {queueEvent, type ModuleLists, type PortalState, type User} from '../state.ts';

/** `stb_modules`: modules that a box may not show. With tariff plans `disabled` is computed, whatever is stored. */
export const stbModules = {
	get(state: PortalState, {ids}: ApiCall): ResourceResult {
		const [user, ...more] = findNamedUsers(state, ids);
		if (more.length > 0) throw new ApiError('Only one identifier allowed');
		return toResult(state, user!);
	},

	/** Without identifier every box; the answer shows the first. */
	update(state: PortalState, {ids, form}: ApiCall): ResourceResult {
		if (form.size === 0) throw new ApiError('HTTP PUT data is empty');
		const [disabled, restricted] = [form.get('disabled'), form.get('restricted')];
		if (disabled === undefined && restricted === undefined) throw new ApiError('Update data is empty');
		const users = findNamedUsers(state, ids);
		for (const {id} of users) {
			const stored: ModuleLists = state.modules.get(id) ?? {disabled: [], restricted: []};
			state.modules.set(id, {
				disabled: disabled ?? stored.disabled,
				restricted: restricted ?? stored.restricted,
			});
			if (restricted !== undefined) queueEvent(state, id, 'update_modules');
		}

		return toResult(state, users[0]!);
	},
};

function findNamedUsers(state: PortalState, ids: readonly string[]): readonly User[] {
	const found = findUsers(state, ids, boxIdKind);
	if (found.length === 0) throw new ApiError('Empty stb list');
	return found;
}

function toResult({modules, settings}: PortalState, {id}: User): ResourceResult {
	const {disabled, restricted} = modules.get(id) ?? {disabled: [], restricted: []};
	if (settings.tariffPlans) return {results: {disabled: withoutPlan, restricted}};
	return {results: {disabled, restricted}, ...(typeof disabled === 'string' ? {output: scalarWarnings} : {})};
}

/** Modules that no plan of the demo contains (`config.ini` of the recorded portal). */
const withoutPlan = [
	'vclub',
	'karaoke',
	'cityinfo',
	'horoscope',
	'anecdote',
	'game.mastermind',
	'infoportal',
];

const scalarWarnings = phpWarnings(
	['array_search() expects parameter 2 to be array, string given', 'stb.class.php', 1617],
	['array_splice() expects parameter 1 to be array, string given', 'stb.class.php', 1620],
);
