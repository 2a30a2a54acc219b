import {patience, type Obstacle} from '../billing/undoing.ts';
import type {Saying} from '../sync/saying.ts';
import {say} from '../words/words.ts';

const entries = {
	undone: 'already-undone',
	failed: 'undo-failed',
	open: 'undo-open',
	done: 'undo-open',
} as const;

/** Why billing does not let a deed be taken back, for a person. */
export function sayObstacle(obstacle: Obstacle): Saying {
	switch (obstacle.with) {
		case 'entry':
			return say(entries[obstacle.state ?? 'failed']);
		case 'under-way': {
			const {journal, age} = obstacle;
			return say('undo-under-way', {journal, minutes: Math.max(1, Math.ceil((patience - age) / 60))});
		}

		case 'changed':
			return say('undo-changed', {fields: obstacle.fields});
		case 'deposit':
			return say('undo-deposit', {deposit: obstacle.deposit});
		case 'referred':
			return say('undo-referred', {by: obstacle.by});
		case 'login':
		case 'mac':
			return say('undo-taken', {with: obstacle.with, tvIds: obstacle.tvIds});
	}
}
