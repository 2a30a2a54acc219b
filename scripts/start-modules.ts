import path from 'node:path';
import type {ChunkingContext} from 'rolldown';

/**
Returns the name of the file for a module that each start needs, or the console as well as most commands: one for all of them, because Node
takes about as long for each small file as for a tenth of a large one. `null`: as the bundler puts it. What runs before the compile cache is
enabled stays by itself: a file that is loaded so early is not cached.
*/
export function createStartGroup(): (module: string, graph: ChunkingContext) => string | null {
	const imported = new Map<string, ReadonlySet<string>>();
	return (module, graph) => {
		const isImportedBy = (root: string): boolean => {
			if (!imported.has(root)) imported.set(root, importedModules(path.resolve('source', root), graph));
			return imported.get(root)!.has(module);
		};
		if (isImportedBy('cli.ts')) return null;
		return isImportedBy('commands/main.ts') ||
			(isImportedBy('tui/start-console.ts') && isImportedBy('commands/run-call.ts'))
			? 'start'
			: null;
	};
}

/** The module and all that it imports, but not by `import()`. */
function importedModules(root: string, graph: ChunkingContext): ReadonlySet<string> {
	const modules = new Set([root]);
	// A set is also visited where it grows meanwhile.
	for (const module of modules)
		for (const id of graph.getModuleInfo(module)?.importedIds ?? []) modules.add(id);
	return modules;
}
