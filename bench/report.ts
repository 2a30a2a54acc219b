import os from 'node:os';
import type {Result} from './measure.ts';

/** A Markdown table of the results, with the machine below it. */
export function formatReport(results: readonly Result[], at: Date): string {
	const cpus = os.cpus();
	const machine = `${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.release().split('-')[0]!}, Node.js ${process.version}`;
	const billing =
		process.env['TEST_DATABASE_URL'] === undefined ? 'the embedded engine' : 'PostgreSQL on the same machine';
	const lines = results.map(({name, value, unit, floor, ratio, budget, ok, min, max}) =>
		formatRow([
			name,
			`${value.toFixed(0)} ${unit}${min === undefined ? '' : ` (${min.toFixed(0)}–${max!.toFixed(0)})`}`,
			`${floor.toFixed(0)} ${unit}`,
			ratio.toFixed(2),
			budget.toFixed(2),
			ok ? 'met' : '**missed**',
		]),
	);
	return [
		formatRow(['what', 'measured', 'floor', 'ratio', 'budget', '']),
		formatRow(['---', '---:', '---:', '---:', '---:', '---']),
		...lines,
		'',
		`${at.toISOString().slice(0, 10)}: ${machine}; billing is ${billing}.`,
		'',
	].join('\n');
}

const formatRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
