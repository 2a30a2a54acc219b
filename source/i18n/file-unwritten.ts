import {errorText, type Message} from './message.ts';
import {message} from './translator.ts';

/** The system's errors of a disk, or of this user's share of it, that is full. */
const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** Why a file cannot be written, by the error that was thrown; where its disk is full, with what to do. */
export const fileUnwritten = (file: string, thrown: unknown): Message =>
	thrown instanceof Error && 'code' in thrown && fullCodes.has(thrown.code)
		? message('file-disk-full', {file})
		: message('file-unwritten', {file, reason: errorText(thrown)});
