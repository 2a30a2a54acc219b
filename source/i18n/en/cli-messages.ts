import type {CheckedList, CheckTotals} from '../message-values.ts';
import {count} from './plural.ts';

/** English: what commands print besides their data. */
export const cliMessages = {
	interrupted: 'Interrupted.',
	progress: (done: number, of: number) => `${done} of ${of}`,
	listed: (shown: number, of: number, marks: string) =>
		shown === of ? `${of} rows: ${marks || 'none'}.` : `${shown} of ${of} rows; of all of them: ${marks}.`,
	warning: (warning: string) => `The portal warns: ${warning}`,
	short: (got: number, baseline: number, mark: string) =>
		`The portal listed only ${got} of at least ${baseline} rows, which is suspicious: the missing ones are shown as “${mark}”. If the list is right: --force --confirm ${got}`,
	goOn: 'Go on?',
	typeCount: (n: number) => `Type ${n} and press enter to go on: `,
	watching: (at: string, seconds: number) => `As of ${at}; again in ${seconds} s. Ctrl-C ends it.`,
	planned: (n: number, refused: number) => `Nothing is written. ${n} would be done, ${refused} refused.`,
	counts: (changed: number, same: number, refused: number, failed: number) =>
		`${changed} succeeded, ${same} unchanged, ${refused} refused, ${failed} failed.`,
	billing: 'Billing',
	journal: 'Journal',
	journalEmpty: 'The journal is empty.',
	journalClosed: 'No entry is open.',
	notConfigured: (file: string) => `Nothing is configured. The file would be ${file}.`,
	configured: 'The configuration is in order.',
	demo: (url: string) => `The demo portal is at ${url} (login stalker, password demo). Ctrl-C ends it.`,
	answered: (status: number, milliseconds: number, bytes: number) =>
		`HTTP ${status}, ${milliseconds} ms, ${bytes} bytes.`,
	database: {
		ready: 'ready',
		empty: 'has no tables yet; run stalker-console db migrate',
		unreleased: 'was made by an unreleased version, in another shape; make a new database',
		outdated: 'was made by an older version; run stalker-console db migrate',
		newer: 'was made by a newer version of this program',
		foreign: 'has tables of these names that this program did not make',
		attached: 'an ABillS database, attached',
		attachable: 'an ABillS database, to be read',
		copy: 'a PostgreSQL copy of an ABillS database, to be read only',
		unfit: 'an ABillS database that cannot be used',
	},
	migrations: (applied: number, pending: number) => `(${applied} migrations applied, ${pending} pending)`,
	nothingToMigrate: 'Nothing to migrate.',
	wouldApply: (names: string) => `Would apply: ${names}.`,
	upToDate: (where: string) => `${where} is up to date.`,
	applied: (where: string, names: string) => `${where} is ready: applied ${names}.`,
	fix: {
		nothing: 'No row has a difference that this fixes.',
		waiting: (title: string, n: number) =>
			`${title}: ${count(n, 'more row')} once what ${n === 1 ? 'it needs' : 'they need'} is written; what ${n === 1 ? 'it' : 'they'} would ask is not known yet.`,
		more: (n: number) =>
			`${count(n, 'more row')} can be fixed in this way now. The same command asks about ${n === 1 ? 'it' : 'them'}.`,
		stopped: (done: number, left: number) =>
			`Stopped: ${done} of ${count(done + left, 'row')} tried, ${left} not. The same command goes on.`,
	},
	check: {
		list: (title: string, {rows, differing, kinds, unknown, uncompared, short}: CheckedList) =>
			[
				differing === 0
					? `${title}: ${count(rows, 'row')}, ${uncompared > 0 ? 'not compared' : 'no differences'}`
					: `${title}: ${differing} of ${count(rows, 'row')} differ: ${kinds}`,
				...(unknown > 0 ? [`${unknown} not known`] : []),
				...(short ? [`the portal listed only ${short.got} of at least ${short.baseline}`] : []),
			].join('; '),
		unread: (title: string, reason: string) => `${title}: not read: ${reason}`,
		notes: (kinds: string) => `Notes, no differences: ${kinds}`,
		morePortals: (n: number) => `… and ${count(n, 'more portal')}.`,
		all: ({differing, unknown, unread}: CheckTotals) =>
			[
				differing === 0
					? unknown + unread === 0
						? 'No differences'
						: 'No differences in what is known'
					: count(differing, 'row differs', 'rows differ'),
				...(unknown > 0 ? [`${count(unknown, 'row')} not known`] : []),
				...(unread > 0 ? [`${count(unread, 'list')} not read`] : []),
			].join('; ') + '.',
	},
	doctor: {
		checks: {
			configuration: 'configuration',
			portal: 'portal',
			billing: 'billing',
			journal: 'journal',
			accounts: 'accounts',
			stb: 'stb',
			itv: 'itv',
			itv_subscription: 'itv_subscription',
			tariffs: 'tariffs',
			writing: 'writing',
			clocks: 'clocks',
			versions: 'versions',
		},
		demo: 'the demo portal and a throw-away billing',
		noPortal: 'the portal is not configured: set STALKER_URL, STALKER_LOGIN and STALKER_PASSWORD',
		noBilling: 'billing is not configured: set DATABASE_URL',
		configured: 'both systems are configured',
		portal: (url: string, milliseconds: number, warning: string | undefined, exposed: boolean) =>
			`${url} answers in ${milliseconds} ms${warning === undefined ? '' : `, with a warning: ${warning}`}${exposed ? '; the address is http://, so the password travels unencrypted' : ''}`,
		list: (rows: number | null, milliseconds: number) =>
			rows === null ? `answers in ${milliseconds} ms` : `${count(rows, 'row')} in ${milliseconds} ms`,
		slow: (list: string, seconds: number, pauseSeconds: number) =>
			`${list} took ${seconds} s, so the console reads it again by itself after ${pauseSeconds} s at the soonest`,
		broken: (screens: readonly string[]) => `Without it these screens cannot work: ${screens.join(', ')}.`,
		writable: 'billing can be written',
		notWanted: 'nothing is to be written: the console is read-only',
		/** `unknown`: systems that have not said their time. */
		clocksAgree: (unknown: readonly string[]) =>
			unknown.length === 0
				? 'the portal, billing and this machine have the same time'
				: `billing and this machine have the same time; clock not known: ${unknown.join(', ')}`,
		/** `seconds` is negative where the clock is behind. */
		clock: (system: string, seconds: number) =>
			`The clock of the ${system} is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine's. Set both by NTP.`,
		billing: (where: string, providerId: number | null) =>
			`${where} is ready${providerId === null ? '; it does not know the portal yet, the first write makes it known' : `; the portal is its provider ${providerId}`}`,
		finished: 'no interrupted operation',
		begun: (n: number) => `${count(n, 'interrupted operation')}: see stalker-console journal list --open`,
		addAgain:
			'add the account again to finish an addition or a link, or undo it: stalker-console journal undo N',
		finishUndo: (id: string) => `finish the undo: stalker-console journal undo ${id}`,
		deleted: 'stalker-console accounts list shows whether the account is gone',
		importAgain: 'import the tariff plan again',
	},
};
