import {account} from './account.ts';
import {accountPartTypes} from './account-parts.ts';
import {box} from './box.ts';
import {channels} from './channels.ts';
import {choices} from './choices.ts';
import type {StalkerRecordType} from './record.ts';

/** Every record of the portal that changes write. */
export const stalkerRecordTypes: readonly StalkerRecordType[] = [
	account,
	...accountPartTypes,
	box,
	channels,
	choices,
];
