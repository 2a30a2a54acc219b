import {count} from './plural.ts';

/** What the console itself says, beside what the actions say. */
export const tuiMessages = {
	'no-row': () => 'No row is highlighted. Move to one first.',
	'row-gone': ({key}: {key: string}) => `“${key}” is not in the list any more. Move to another row first.`,
	'just-arrived': () => 'The list has only just arrived. Look, then press again.',
	'row-filtered': ({key}: {key: string}) =>
		`“${key}” is not among the rows that the filter leaves. Move to another row first.`,
	'too-small': () =>
		'On so small a screen nothing can be shown that you could agree to: make it larger first.',
	'not-short': () => 'The list is not a short one: there is nothing to believe.',
	'one-at-a-time': () => 'This is done to one row at a time: U clears the marks.',
	'work-over': () => 'The work is over. q leaves.',
	'undo-asks-first': () => 'The undoing has a question first. Press u again where it was done.',
	'under-way': ({subject}: {subject: string}) =>
		`Still at work: ${subject}. x stops it after the current step.`,
	'look-left': ({subject}: {subject: string}) => `Left off: ${subject}. Nothing was written.`,
	'asks-first': ({subject}: {subject: string}) =>
		`${subject} has a question first. Press the key again to see it.`,
	'waiting-dropped': ({n}: {n: number}) =>
		`A question came up: ${count(n, 'other row')} that you pressed meanwhile ${n === 1 ? 'was' : 'were'} left alone.`,
	'differs-now': () => 'It is not what was on the screen any more. Look again.',
	'plan-changed': () => 'It is not what was on the screen any more: what came to light is shown. Look again.',
	'changed-row': ({key}: {key: string}) => `“${key}” changed since it was on the screen; it was left alone.`,
	'nothing-to-do': () => 'There is nothing that this could be done to.',
	'all-refused': ({n}: {n: number}) => `All ${n} rows are refused. J lists why.`,
	summary: ({
		changed,
		same,
		refused,
		failed,
	}: {
		changed: number;
		same: number;
		refused: number;
		failed: number;
	}) =>
		[
			`${count(changed, 'row')} done`,
			...(same > 0 ? [`${same} were so already`] : []),
			...(refused > 0 ? [`${refused} refused`] : []),
			...(failed > 0 ? [`${failed} failed and stay marked`] : []),
		].join(', ') + (refused + failed > 0 ? '. J lists them.' : '.'),
	simulated: ({n, refused}: {n: number; refused: number}) =>
		`Nothing was written. ${count(n, 'row')} would be done, ${refused} refused.`,
	'simulates-next': () => 'The next action only says what it would do. W again ends this.',
	'nothing-to-undo': () =>
		'Nothing was done in this run that could be taken back. Deeds of other runs: stalker-console journal undo N.',
	'nothing-stopped': () => 'Nothing is at work.',
	stopping: () => 'It stops after the current step.',
	'quit-again': () => 'ctrl-c again leaves the console.',
	'marked-all': ({n}: {n: number}) => `${count(n, 'row')} marked.`,
	'marks-cleared': ({n}: {n: number}) => `${count(n, 'mark')} cleared.`,
	'range-begun': () => 'The range begins here: move, then v again marks it; esc leaves it.',
	'nothing-marked': () => 'No row is marked.',
	'no-problem': () => 'No other row is out of sync.',
	'no-lead': () => 'There is nowhere to go from here.',
	'lead-gone': ({id}: {id: string}) => `There is no “${id}” there.`,
	paused: () => 'Nothing is read by itself until p is pressed again.',
	resumed: () => 'The list is read again by itself.',
	copied: ({what}: {what: string}) =>
		`Copied: ${what}. If it is not on your clipboard, your terminal does not take OSC 52.`,
	'copy-too-long': ({n}: {n: number}) =>
		`${n} bytes are too many for a terminal's clipboard. e writes them to a file.`,
	exported: ({file, n}: {file: string; n: number}) => `${count(n, 'row')} written to ${file}.`,
	dumped: ({file}: {file: string}) => `The screen was written to ${file}.`,
	'side-lost': ({system, message}: {system: 'stalker' | 'billing'; message: string}) =>
		`${system === 'stalker' ? 'Stalker' : 'Billing'} is lost: ${message}`,
	'side-back': ({system}: {system: 'stalker' | 'billing'}) =>
		`${system === 'stalker' ? 'Stalker' : 'Billing'} is back.`,
	'portal-warns': ({message}: {message: string}) => `The portal warns: ${message}`,
	'short-list': ({got, baseline}: {got: number; baseline: number}) =>
		`The portal listed only ${got} of at least ${baseline} rows: what it lacks is “?”. r reads again; if it is right, B says so.`,
	'believe-short': ({got, baseline}: {got: number; baseline: number}) =>
		`Believe that the portal has only ${count(got, 'row')}, where ${baseline} were expected? What is missing then counts as only in billing.`,
	'quit-working': ({subject}: {subject: string}) =>
		`Work is under way (${subject}). Leave after its current step?`,
	'no-choices': () => 'There is nothing to choose from.',
};
