import type {Fault} from '../demo/faults.ts';

/** Every fault of a portal and of the connection to it that the demo portal can play. */
export const faults: Readonly<Record<string, Fault>> = {
	reset: {is: 'reset'},
	'no answer in time': {is: 'hang'},
	'cut in the middle': {is: 'cut', afterBytes: 12},
	'HTTP 401': {is: 'status', code: 401},
	'API not enabled': {is: 'disabled'},
	'HTTP 500': {is: 'status', code: 500},
	HTML: {is: 'html'},
	'out of memory': {is: 'memory'},
	'nothing at all': {is: 'empty'},
	'database down': {is: 'database-down'},
	'results false': {is: 'results-false'},
	'warnings behind the JSON': {is: 'trailing-html'},
	'a notice inside the JSON': {is: 'output'},
	'not UTF-8': {is: 'not-utf8'},
	'wrong types': {is: 'wrong-types'},
	'half of the rows': {is: 'half'},
	'no rows': {is: 'zero'},
};

/** A short timeout where the timeout itself is tested; a long one elsewhere, since test machines can be slow. */
export const timeoutMs = (fault: string) =>
	fault === 'no answer in time' ? {timeout: {record: 250, list: 250}} : {};

/** Faults that concern writes, too; the others only change lists. */
export const faultsOnWrites = Object.keys(faults).filter(name => !/rows|types/.test(name));
