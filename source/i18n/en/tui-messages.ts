import {count} from './plural.ts';

/** Messages of the console itself; those of actions are with their screens. */
export const tuiMessages = {
	'no-row': () => 'No row is highlighted. Move to one first.',
	'unused-key': ({key}: {key: string}) => `“${key}” does nothing here. ? lists the keys.`,
	'unused-key-on-page': ({key}: {key: string}) => `“${key}” does nothing on this page. esc closes it.`,
	'row-gone': ({key}: {key: string}) => `“${key}” is not in the list any more. Move to another row first.`,
	'just-arrived': () => 'The list has just been loaded. Check it, then press the key again.',
	'command-no-field': ({field}: {field: string}) =>
		`This screen has no column “${field}”, which the command names.`,
	'command-empty-field': ({field}: {field: string}) =>
		`${field} of this row is empty; the command was not run.`,
	'command-unsafe-field': ({field}: {field: string}) =>
		`${field} of this row begins with “-” or has control characters; the command was not run.`,
	'rows-moved': () => 'The rows have just moved. Check them, then click again.',
	'row-filtered': ({key}: {key: string}) => `“${key}” is hidden by the filter. Move to another row first.`,
	'too-small': () => 'The screen is too small to show the question. Make it larger first.',
	'not-short': () => 'The list is complete; nothing to accept.',
	'one-at-a-time': () => 'This works on one row at a time. U clears the selection.',
	'work-over': () => 'The action has ended. q quits.',
	'undo-asks-first': () => 'Undo needs an answer first. Press u again where the change was made.',
	'under-way': ({subject}: {subject: string}) =>
		`Still running: ${subject}. x stops it after the current step.`,
	'check-cancelled': ({subject}: {subject: string}) => `Cancelled: ${subject}. Nothing was written.`,
	'differs-now': () => 'The data changed since it was shown. Review it and try again.',
	'asks-first': ({subject}: {subject: string}) =>
		`${subject} needs an answer first. Press the key again to see the question.`,
	'waiting-dropped': ({n}: {n: number}) =>
		`A question came up: ${count(n, 'other row')} in the queue ${n === 1 ? 'was' : 'were'} skipped.`,
	'changed-row': ({key}: {key: string}) => `“${key}” changed since it was shown; it was skipped.`,
	'nothing-to-do': () => 'No row here needs this action.',
	'all-refused': ({n}: {n: number}) => `All ${n} rows were refused. J lists the reasons.`,
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
			`${count(changed, 'row')} succeeded`,
			...(same > 0 ? [`${same} unchanged`] : []),
			...(refused > 0 ? [`${refused} refused`] : []),
			...(failed > 0 ? [`${failed} failed and stay selected`] : []),
		].join(', ') + (refused + failed > 0 ? '. J lists them.' : '.'),
	simulated: ({n, refused}: {n: number; refused: number}) =>
		`Dry run: nothing was written. ${count(n, 'row')} would be done, ${refused} refused.`,
	'dry-run-next': () => 'Dry run ON for the next action (W turns it off).',
	'nothing-to-undo': () => 'Nothing to undo in this session. Older changes: H, then u on one.',
	'nothing-to-retry': () => 'Nothing failed that could be retried.',
	'retry-waits': () => 'The list is being read first; then the question comes.',
	'nothing-stopped': () => 'Nothing is running.',
	stopping: () => 'It stops after the current step.',
	'quit-again': () => 'Press ctrl-c again to quit.',
	'marked-all': ({n}: {n: number}) => `${count(n, 'row')} selected.`,
	'marks-cleared': ({n}: {n: number}) => `${count(n, 'row')} deselected.`,
	'range-begun': () => 'The range begins here: move, then press v again to select it; esc cancels.',
	'nothing-marked': () => 'No row is selected; space selects one.',
	'no-problem': () => 'No other row is out of sync.',
	'no-linked-record': () => 'No linked record.',
	'linked-record-gone': ({id}: {id: string}) => `“${id}” is not in that list.`,
	paused: () => 'Auto-refresh paused (p resumes).',
	resumed: () => 'Auto-refresh on.',
	copied: ({what}: {what: string}) =>
		`Copied: ${what}. If it is not on your clipboard, your terminal does not take OSC 52.`,
	'copy-too-long': ({n}: {n: number}) =>
		`${n} bytes are too many for a terminal's clipboard. e writes them to a file.`,
	exported: ({file, n}: {file: string; n: number}) => `${count(n, 'row')} written to ${file}.`,
	dumped: ({file}: {file: string}) => `The screen was written to ${file}.`,
	'side-lost': ({system, message}: {system: 'stalker' | 'billing'; message: string}) =>
		`${system === 'stalker' ? 'Stalker' : 'Billing'} unreachable: ${message}`,
	'side-back': ({system}: {system: 'stalker' | 'billing'}) =>
		`${system === 'stalker' ? 'Stalker' : 'Billing'} is reachable again.`,
	'portal-warns': ({message}: {message: string}) => `The portal warns: ${message}`,
	'short-list': ({got, baseline}: {got: number; baseline: number}) =>
		`The portal listed only ${got} of at least ${baseline} rows; the missing ones are shown as “?”. r reads again; B accepts the short list.`,
	'accept-short-list': ({got, baseline}: {got: number; baseline: number}) =>
		`Accept that the portal has only ${count(got, 'row')}, where ${baseline} were expected? Missing rows then count as only in billing.`,
	'quit-working': ({subject}: {subject: string}) =>
		`An action is running (${subject}). Quit after its current step?`,
	'no-choices': () => 'There is nothing to choose from.',
	/** `digit`: null for the tenth view and those after it. */
	'view-saved': ({name, digit}: {name: string; digit: number | null}) =>
		`This view is saved as “${name}”: ${digit === null ? '' : `alt-${digit}, or `}: and its name shows it.`,
	'view-needs-list': () => 'A view is of a list. Open one first.',
	'no-view': ({n}: {n: number}) => `There are ${n} views. : and save NAME makes one.`,
	'no-column': () => 'Choose a column first: < and >.',
	'column-stays': () => 'The first column stays: it names the row.',
	'column-hidden': () => 'The column is hidden: c brings it back.',
	'columns-reset': () => 'Columns, widths and order are as shipped.',
	'no-index': ({n}: {n: number}) => `The list has ${n} rows.`,
	'one-portal': () => 'Only one portal is configured. [portals.NAME] in the configuration file adds others.',
	'portal-busy': () => 'An action is running on this portal. Wait for its end, or stop it with x.',
	output: ({text}: {text: string}) => `Written beside the console: ${text}`,
};
