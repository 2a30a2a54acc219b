/**
 * Prints each budget as a ratio against its floor, both measured in this run. `npm run bench -- [--short] [--json FILE] [--report FILE]
 * [NAME…]`; TEST_DATABASE_URL names the PostgreSQL, without it the embedded engine is used, and fix-all is left out; TEST_MARIADB_URL names
 * the MariaDB, without it those lines are left out.
 */
import {writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {importAbills} from './abills-channels.ts';
import {addAbills, readAbills} from './abills.ts';
import {addOne} from './add-one.ts';
import {afterAdd} from './after-add.ts';
import {bulkAdd} from './bulk-add.ts';
import {bytes} from './bytes.ts';
import {check} from './check.ts';
import {demoKeys} from './demo-keys.ts';
import {filterSort} from './filter-sort.ts';
import {fixAll} from './fix-all.ts';
import {firstFrame} from './first-frame.ts';
import {importChannels} from './import-channels.ts';
import {keyToFrame} from './key-to-frame.ts';
import {listArrives} from './list-arrives.ts';
import {listUnsynced} from './list-unsynced.ts';
import {markedRows} from './marked-rows.ts';
import type {Benchmark, Result} from './measure.ts';
import {memory} from './memory.ts';
import {formatReport} from './report.ts';
import {snapshot} from './snapshot.ts';
import {values as valuesOfColumn} from './values.ts';

const benchmarks: Readonly<Record<string, Benchmark>> = {
	'first-frame': firstFrame,
	'demo-keys': demoKeys,
	'filter-sort': filterSort,
	values: valuesOfColumn,
	'key-to-frame': keyToFrame,
	bytes,
	'marked-rows': markedRows,
	'add-one': addOne,
	'list-arrives': listArrives,
	'after-add': afterAdd,
	'bulk-add': bulkAdd,
	'import-channels': importChannels,
	snapshot,
	'list-unsynced': listUnsynced,
	check,
	'fix-all': fixAll,
	memory,
	'read-abills': readAbills,
	'add-abills': addAbills,
	'import-abills': importAbills,
};

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {json: {type: 'string'}, report: {type: 'string'}, short: {type: 'boolean', default: false}},
});
const unknown = positionals.find(name => !(name in benchmarks));
if (unknown !== undefined)
	throw new Error(`There is no benchmark “${unknown}”. There are: ${Object.keys(benchmarks).join(', ')}.`);

const results: Result[] = [];
for (const [name, benchmark] of Object.entries(benchmarks)) {
	if (positionals.length > 0 && !positionals.includes(name)) continue;
	for (const result of await benchmark({short: values.short})) {
		results.push(result);
		const {value, floor, ratio, budget, ok, unit, min, max} = result;
		const spread = min === undefined ? '' : ` (${min.toFixed(0)}–${max!.toFixed(0)})`;
		process.stdout.write(
			`${ok ? 'met   ' : 'MISSED'} ${result.name}: ${value.toFixed(0)}${spread} ${unit}, floor ${floor.toFixed(0)} ${unit}, ratio ${ratio.toFixed(2)} (budget ${budget.toFixed(2)})\n`,
		);
	}
}

if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, '\t')}\n`);

if (values.report !== undefined) writeFileSync(values.report, formatReport(results, new Date()));
