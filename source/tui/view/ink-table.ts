import Module, {createRequire} from 'node:module';
import * as ink from 'ink';
import react, {type ComponentClass, type ComponentType, type ReactNode} from 'react';

/** Properties of ink-table, from its readme. Its own types need a global `JSX`, which React 19 no longer declares. */
type TableProps = {
	/** Every row is measured and drawn: pass only the visible rows. */
	readonly data: ReadonlyArray<Readonly<Record<string, string | number | boolean | null | undefined>>>;
	/** Keys of the rows, which are also the headings; all keys of all rows if absent. */
	readonly columns?: readonly string[];
	/** Cells left and right of each value; 1 if absent. */
	readonly padding?: number;
	/** Draws a heading. `header`, `cell` and `skeleton` are read when the table is first drawn; later values have no effect. */
	readonly header?: ComponentType<{readonly children?: ReactNode}>;
	/** Draws a value, padded to the width of its column; `column` counts from 0. */
	readonly cell?: ComponentType<{readonly column: number; readonly children?: ReactNode}>;
	/** Draws a part of the border. */
	readonly skeleton?: ComponentType<{readonly children?: ReactNode}>;
};

/**
Loads ink-table. It is CommonJS and cannot `require` Ink, which has top-level await. So `require` returns the Ink and React that are loaded
here: hooks do not work across two copies of React. The bundle has this file replaced, see rolldown.config.ts.

No other module may import ink-table, and none may `require` Ink or React: this changes the `require` cache of the whole process.
*/
export function loadInkTable(): ComponentClass<TableProps> {
	return (inkTable ??= requireInkTable());
}

/** Kept here, because `require` looks for the file again at each call, and it may be gone by then. */
let inkTable: ComponentClass<TableProps> | undefined;

function requireInkTable(): ComponentClass<TableProps> {
	const require = createRequire(import.meta.url);
	const table = require.resolve('ink-table');
	const fromTable = createRequire(table);
	provideModule(fromTable, 'ink', ink);
	provideModule(fromTable, 'react', react);
	return (require(table) as {readonly default: ComponentClass<TableProps>}).default;
}

/** Sets the value that `require(name)` returns from now on. */
function provideModule(require: NodeJS.Require, name: string, exports: unknown): void {
	const file = require.resolve(name);
	const module = new Module(file);
	Object.assign(module, {filename: file, loaded: true, exports});
	require.cache[file] = module;
}
