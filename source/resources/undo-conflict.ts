import {patience, type Obstacle} from '../billing/undoing.ts';
import {message} from '../i18n/translator.ts';
import type {Message} from '../i18n/message.ts';

const entries = {
	undone: 'already-undone',
	failed: 'undo-failed',
	open: 'undo-open',
	done: 'undo-open',
	unknown: 'undo-failed',
} as const;

/** Why billing refuses an undo, as a message. */
export function undoConflictMessage(obstacle: Obstacle): Message {
	switch (obstacle.with) {
		case 'entry':
			return message(entries[obstacle.state ?? 'failed']);
		case 'under-way': {
			const {journal, age} = obstacle;
			return message('undo-under-way', {journal, minutes: Math.max(1, Math.ceil((patience - age) / 60))});
		}

		case 'changed':
			return message('undo-changed', {fields: obstacle.fields});
		case 'deposit':
			return message('undo-deposit', {deposit: obstacle.deposit});
		case 'referred':
			return message('undo-referred', {by: obstacle.by});
		case 'login':
		case 'mac':
			return message('undo-taken', {with: obstacle.with, tvIds: obstacle.tvIds});
	}
}
