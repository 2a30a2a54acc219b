import {sayingOf} from '../sync/saying.ts';
import {configured} from '../config/config.ts';
import type {Entry} from '../sync/action.ts';
import type {Words} from '../words/words.ts';
import type {Command, Invocation} from './command.ts';

type Check = {
	readonly name: keyof Words['replies']['doctor']['checks'];
	readonly ok: boolean;
	readonly said: string;
};

/** Look at both systems and say what stands in the way, one line each. Reads only. */
export const doctorCommand: Command = {
	words: ['doctor'],
	args: '',
	most: 0,
	about: words => words.commands.about.doctor,
	flags: [],
	tabular: true,
	async run(invocation) {
		if (invocation.flags['demo'] !== true) invocation.config();
		const checks = [await check('configuration', invocation.words, () => configuration(invocation))];
		if (checks[0]!.ok) {
			checks.push(
				await check('portal', invocation.words, () => portal(invocation)),
				await check('billing', invocation.words, () => billing(invocation)),
			);
			if (checks.every(({ok}) => ok))
				checks.push(await check('journal', invocation.words, () => journal(invocation)));
		}

		return {
			exit: checks.every(({ok}) => ok) ? 0 : 1,
			data: checks,
			text: checks
				.map(
					({name, ok, said}) => `${ok ? '✓' : '✗'} ${invocation.words.replies.doctor.checks[name]}: ${said}`,
				)
				.join('\n'),
			table: {
				header: ['check', 'ok', 'said'],
				rows: checks.map(({name, ok, said}) => [name, String(ok), said]),
			},
		};
	},
};

async function check(name: Check['name'], words: Words, look: () => Promise<string>): Promise<Check> {
	try {
		return {name, ok: true, said: await look()};
	} catch (error) {
		return {name, ok: false, said: words.tell(sayingOf(error))};
	}
}

async function configuration({
	config,
	flags,
	words: {
		replies: {doctor},
	},
}: Invocation): Promise<string> {
	if (flags['demo'] === true) return doctor.demo;
	const {stalker, billing} = configured(config());
	if (!stalker) throw new Error(doctor.noPortal);
	if (!billing) throw new Error(doctor.noBilling);
	return doctor.configured;
}

/** `GET tariffs` is small on every portal and needs the same rights as `accounts`. */
async function portal({stalker, words}: Invocation): Promise<string> {
	const theirs = await stalker();
	const {milliseconds, warning} = await theirs.list('tariffs');
	return words.replies.doctor.portal(theirs.url, Math.round(milliseconds), warning, theirs.exposed);
}

/** Opening it checks its tables, and which of its providers is the portal. */
async function billing({world, words}: Invocation): Promise<string> {
	const {billing: ours, portal: provider} = await world();
	const {where} = await ours.database.status();
	return words.replies.doctor.billing(where, provider);
}

async function journal({
	world,
	words: {
		replies: {doctor},
	},
}: Invocation): Promise<string> {
	const {billing: ours} = await world();
	const open = await ours.journal.list({open: true, limit: 100});
	if (open.length === 0) return doctor.finished;
	throw new Error([doctor.begun(open.length), ...waysOut(open, doctor)].join('; '));
}

/** How what was begun is brought to an end, by what it was. */
function waysOut(open: readonly Entry[], doctor: Words['replies']['doctor']): readonly string[] {
	const has = (...actions: readonly string[]) => open.some(({action}) => actions.includes(action));
	const undone = open.flatMap(({action, intent}) =>
		action === 'undo' ? [(intent as {readonly undoes: string}).undoes] : [],
	);
	return [
		...(has('add', 'link') ? [doctor.addAgain] : []),
		...undone.slice(0, 3).map(id => doctor.finishUndo(id)),
		...(has('delete') ? [doctor.deleted] : []),
		...(has('import') ? [doctor.importAgain] : []),
	];
}
