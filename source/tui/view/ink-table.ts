import Module, {createRequire} from 'node:module';
import * as ink from 'ink';
import react, {type ComponentClass, type ComponentType, type ReactNode} from 'react';

/** What ink-table draws, as its readme tells it; its own types ask for a `JSX` that React 19 no longer declares globally. */
export type TableProps = {
	/** Every row given is measured and drawn: give it what is on the screen, not the list. */
	readonly data: ReadonlyArray<Readonly<Record<string, string | number | boolean | null | undefined>>>;
	/** Keys of the rows, which are the headings as well; all keys of all rows when absent. */
	readonly columns?: readonly string[];
	/** Terminal cells left and right of each value; 1 when absent. */
	readonly padding?: number;
	/** Draws a heading. It, `cell` and `skeleton` are taken when the table is first drawn: what is given later has no effect. */
	readonly header?: ComponentType<{readonly children?: ReactNode}>;
	/** Draws a value, padded to the width of its column; `column` counts from 0. */
	readonly cell?: ComponentType<{readonly column: number; readonly children?: ReactNode}>;
	/** Draws a piece of the frame. */
	readonly skeleton?: ComponentType<{readonly children?: ReactNode}>;
};

/**
ink-table's table, which is CommonJS and cannot `require` an Ink that has top-level await. It is handed the Ink and the React that are loaded here: in the
built program these are in a bundle, where no `require` would find them, and a second React would not know the first one's hooks.

Nothing else may import ink-table, and nothing may `require` Ink or React: the places that would give them are taken here, for the whole process.
*/
export function loadInkTable(): ComponentClass<TableProps> {
	const require = createRequire(import.meta.url);
	const table = require.resolve('ink-table');
	if (!require.cache[table]) {
		const fromTable = createRequire(table);
		provideModule(fromTable, 'ink', ink);
		provideModule(fromTable, 'react', react);
	}

	return (require(table) as {readonly default: ComponentClass<TableProps>}).default;
}

/** What `require(name)` gives from now on. */
function provideModule(require: NodeJS.Require, name: string, exports: unknown): void {
	const file = require.resolve(name);
	const module = new Module(file);
	Object.assign(module, {filename: file, loaded: true, exports});
	require.cache[file] = module;
}
